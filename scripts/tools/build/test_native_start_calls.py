import resource
import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.common.repository import ROOT

SOURCE = ROOT / "shared/native/start_calls.c"
OPTIONS = ["-O2", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fno-builtin", "-ffunction-sections",
           "-Wl,--wrap=pthread_getattr_np", "-Wl,--wrap=madvise", "-Wl,--wrap=SystemNative_SchedGetCpu"]

# Compares the replaced functions with those of the C library.
TEST = r"""
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int __real_pthread_getattr_np(pthread_t, pthread_attr_t *);
int SystemNative_SchedGetCpu(void);

static void expect(int is_so, const char *what)
{
    if (!is_so) {
        puts(what);
        exit(1);
    }
}

static uintptr_t bounds(int (*get)(pthread_t, pthread_attr_t *), pthread_t thread, uintptr_t *end, size_t *guard)
{
    pthread_attr_t attributes;
    void *start;
    size_t size;
    expect(get(thread, &attributes) == 0, "has attributes");
    expect(pthread_attr_getstack(&attributes, &start, &size) == 0, "has a stack");
    expect(pthread_attr_getguardsize(&attributes, guard) == 0, "has a guard");
    pthread_attr_destroy(&attributes);
    *end = (uintptr_t)start + size;
    return (uintptr_t)start;
}

/* The library omits the last pages, which hold the environment and the arguments. */
static void compare(pthread_t thread, uintptr_t on_stack, uintptr_t within)
{
    uintptr_t end, their_end;
    size_t guard, their_guard;
    uintptr_t start = bounds(pthread_getattr_np, thread, &end, &guard);
    uintptr_t their_start = bounds(__real_pthread_getattr_np, thread, &their_end, &their_guard);
    expect(start == their_start, "starts where the library reports");
    expect(end >= their_end && end - their_end <= within, "ends where the library reports");
    expect(guard == their_guard, "has the library's guard");
    expect(start <= on_stack && on_stack < end, "contains a variable");
}

static pthread_t first;

static void *second(void *nothing)
{
    int here;
    compare(pthread_self(), (uintptr_t)&here, 0);
    compare(first, (uintptr_t)nothing, 256 << 10);
    return NULL;
}

int main(void)
{
    int here;
    pthread_t thread;
    first = pthread_self();
    compare(first, (uintptr_t)&here, 256 << 10);
    expect(pthread_create(&thread, NULL, second, &here) == 0 && pthread_join(thread, NULL) == 0, "starts a thread");

    volatile char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    *page = 1;
    expect(madvise((void *)page, 4096, MADV_DONTDUMP) == 0 && *page == 1, "accepts advice about dumps");
    expect(madvise((void *)page, 4096, MADV_DONTNEED) == 0 && *page == 0, "accepts other advice");
    expect(madvise((void *)page, 4096, 12345) == -1, "rejects invalid advice");

    expect(SystemNative_SchedGetCpu() == -1, "doesn't know the processor");
    return 0;
}
"""


class NativeStartCallsTests(unittest.TestCase):
    def check(self, *options: str, stack: "int | None" = None, environment: "dict[str, str] | None" = None) -> None:
        def limit() -> None:
            if stack is not None:
                resource.setrlimit(resource.RLIMIT_STACK, (stack, resource.RLIM_INFINITY))

        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "test"
            subprocess.run(["cc", *OPTIONS, *options, "-o", program, SOURCE, "-x", "c", "-"], input=TEST, text=True, check=True)
            ran = subprocess.run([program, "one", "two"], capture_output=True, text=True, preexec_fn=limit, env=environment)
        self.assertEqual((ran.returncode, ran.stdout), (0, ""))

    def test_it_says_what_the_library_says(self) -> None:
        for circumstance, options in {
            "in a dynamic program": {},
            "with a large environment": {"environment": {f"VARIABLE_{number}": "x" * 1000 for number in range(50)}},
            "with a small stack": {"stack": 1_000_000},
            "with a stack that other mappings may limit": {"stack": 1 << 30},
            "without a limit": {"stack": resource.RLIM_INFINITY},
        }.items():
            with self.subTest(circumstance):
                self.check(**options)

    def test_in_a_static_program_too(self) -> None:
        self.check("-static")
