import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.common.repository import ROOT

SOURCE = ROOT / "shared/native/math.c"

# Compares each function in the source with libm's, for values at all boundaries.
TEST = r"""
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const double values[] = {
    0.0, -0.0, 0.25, -0.25, 0.5, -0.5, 0.75, 1, -1, 1.5, -1.5, 2.75, 89.5, -89.5, 8388607.5, -8388607.5, 8388608, 1e10 + 0.5,
    4503599627370495.5, -4503599627370495.5, 4503599627370496, 9007199254740993, 1e300, -1e300, 5e-324, -5e-324, 2.2e-308,
    __builtin_inf(), -__builtin_inf(), __builtin_nan(""), 0.1, 3.14159, 0x1.fffffffffffffp-1, 0x1.fffffep-1f };
enum { COUNT = sizeof values / sizeof *values };
static int checked, wrong;

static void *theirs(const char *name)
{
    static void *libm;
    if (!libm)
        libm = dlopen("libm.so.6", RTLD_NOW);
    return dlsym(libm, name);
}

#define SAME(type, name, call_ours, call_theirs) do { \
        type ours = call_ours, expected = call_theirs; \
        checked++; \
        if (memcmp(&ours, &expected, sizeof ours) && !(ours != ours && expected != expected)) { \
            printf("%s(%a) = %a, not %a\n", #name, (double)x, (double)ours, (double)expected); \
            wrong++; \
        } \
    } while (0)
#define ONE(name) do { \
        double name(double); float name##f(float); \
        double (*right)(double) = theirs(#name); float (*rightf)(float) = theirs(#name "f"); \
        for (int i = 0; i < COUNT; i++) { \
            double x = values[i]; \
            SAME(double, name, name(x), right(x)); \
            SAME(float, name##f, name##f((float)x), rightf((float)x)); \
        } } while (0)
#define TWO(name) do { \
        double name(double, double); float name##f(float, float); \
        double (*right)(double, double) = theirs(#name); float (*rightf)(float, float) = theirs(#name "f"); \
        for (int i = 0; i < COUNT; i++) for (int j = 0; j < COUNT; j++) { \
            double x = values[i], y = values[j]; \
            SAME(double, name, name(x, y), right(x, y)); \
            SAME(float, name##f, name##f((float)x, (float)y), rightf((float)x, (float)y)); \
        } } while (0)

int main(void)
{
    ONE(acos); ONE(acosh); ONE(asin); ONE(asinh); ONE(atan); ONE(atanh); ONE(cbrt); ONE(ceil); ONE(cos); ONE(cosh); ONE(exp);
    ONE(floor); ONE(log); ONE(log10); ONE(log2); ONE(sin); ONE(sinh); ONE(tan); ONE(tanh); TWO(atan2); TWO(fmod); TWO(pow);
    double modf(double, double *), (*right)(double, double *) = theirs("modf");
    float modff(float, float *), (*rightf)(float, float *) = theirs("modff");
    double fma(double, double, double), (*right3)(double, double, double) = theirs("fma");
    float fmaf(float, float, float), (*right3f)(float, float, float) = theirs("fmaf");
    for (int i = 0; i < COUNT; i++) {
        double x = values[i], whole, other;
        float wholef, otherf;
        SAME(double, modf, modf(x, &whole), right(x, &other));
        SAME(double, whole, whole, other);
        SAME(float, modff, modff((float)x, &wholef), rightf((float)x, &otherf));
        SAME(float, wholef, wholef, otherf);
        SAME(double, fma, fma(x, 1.1, -x), right3(x, 1.1, -x));
        SAME(float, fmaf, fmaf((float)x, 1.1f, (float)-x), right3f((float)x, 1.1f, (float)-x));
    }
    printf("%d checked\n", checked);
    return wrong != 0;
}
"""


class NativeMathTests(unittest.TestCase):
    def test_each_function_is_libms(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "test"
            subprocess.run(["cc", "-O2", "-std=gnu11", "-fno-builtin", "-ffunction-sections", "-o", program, SOURCE, "-x", "c", "-",
                            "-x", "none", "-Wl,--as-needed", "-lm"], input=TEST, text=True, check=True)

            ran = subprocess.run([program], capture_output=True, text=True)
            needed = subprocess.run(["readelf", "--dynamic", program], capture_output=True, text=True, check=True).stdout

        self.assertEqual((ran.returncode, ran.stdout), (0, "8432 checked\n"))
        self.assertNotIn("libm.so", needed)
