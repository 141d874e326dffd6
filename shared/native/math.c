/*
 * The functions of libm that .NET calls, each looked up when it is first called.
 *
 * A function links some of them, because the runtime contains code that can call them but hardly ever does. Each start
 * would load libm for them: five system calls and eleven page faults. If other functions of libm are linked, the loader
 * loads it as usual.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void *find(const char *name)
{
    void *libm = dlopen("libm.so.6", RTLD_NOW);
    void *function = libm ? dlsym(libm, name) : NULL;
    if (!function) {
        fprintf(stderr, "libm.so.6 has no %s: %s\n", name, dlerror());
        abort();
    }
    return function;
}

/* Two threads that look it up at the same time find the same function. */
#define FORWARD(type, name, parameters, arguments)                                    \
    type name parameters;                                                             \
    type name parameters                                                              \
    {                                                                                 \
        static type (*_Atomic found) parameters;                                      \
        type(*function) parameters = found;                                           \
        if (!function)                                                                \
            found = function = (type(*) parameters)find(#name);                       \
        return function arguments;                                                    \
    }

#define OF_ONE(name)                                                                  \
    FORWARD(double, name, (double x), (x))                                            \
    FORWARD(float, name##f, (float x), (x))
#define OF_TWO(name)                                                                  \
    FORWARD(double, name, (double x, double y), (x, y))                               \
    FORWARD(float, name##f, (float x, float y), (x, y))

OF_ONE(acos)
OF_ONE(acosh)
OF_ONE(asin)
OF_ONE(asinh)
OF_ONE(atan)
OF_ONE(atanh)
OF_ONE(cbrt)
OF_ONE(cos)
OF_ONE(cosh)
OF_ONE(exp)
OF_ONE(log)
OF_ONE(log10)
OF_ONE(log2)
OF_ONE(sin)
OF_ONE(sinh)
OF_ONE(tan)
OF_ONE(tanh)
OF_TWO(atan2)
OF_TWO(fmod)
OF_TWO(pow)
FORWARD(double, modf, (double x, double *whole), (x, whole))
FORWARD(float, modff, (float x, float *whole), (x, whole))
FORWARD(double, fma, (double x, double y, double z), (x, y, z))
FORWARD(float, fmaf, (float x, float y, float z), (x, y, z))

/* These are called at a start. From 2^52 (2^23 for float), and for NaN, a number is its own ceiling and floor. */
#define ROUNDING(type, integer, name, fabs, copysign, fraction_below, beyond, by)      \
    type name(type x);                                                                \
    type name(type x)                                                                 \
    {                                                                                 \
        if (!(fabs(x) < fraction_below))                                              \
            return x;                                                                 \
        type whole = (type)(integer)x;                                                \
        return copysign(whole beyond x ? whole by 1 : whole, x);                      \
    }

ROUNDING(double, int64_t, ceil, __builtin_fabs, __builtin_copysign, 0x1p52, <, +)
ROUNDING(double, int64_t, floor, __builtin_fabs, __builtin_copysign, 0x1p52, >, -)
ROUNDING(float, int32_t, ceilf, __builtin_fabsf, __builtin_copysignf, 0x1p23f, <, +)
ROUNDING(float, int32_t, floorf, __builtin_fabsf, __builtin_copysignf, 0x1p23f, >, -)
