/*
 * Functions that a start calls, with less work: fewer system calls, or no measurement. The linker replaces those of the C library
 * and the .NET runtime with these (ld(1), --wrap).
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

int __real_pthread_getattr_np(pthread_t, pthread_attr_t *);
int __wrap_pthread_getattr_np(pthread_t, pthread_attr_t *);
int __real_madvise(void *, size_t, int);
int __wrap_madvise(void *, size_t, int);
int __wrap_SystemNative_SchedGetCpu(void);

/* Linux reserves at least this much address space below the top of the main thread's stack (mmap_base). */
static const rlim_t KEPT_FOR_STACK = 128 << 20;

/*
 * The bounds of the main thread's stack. The library reads all of /proc/self/maps to determine them, but the stack ends where the
 * program's name ends, which the kernel puts there last, and is as large as its limit.
 */
int __wrap_pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
    const char *name = (const char *)getauxval(AT_EXECFN);
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    struct rlimit limit;

    if (getpid() != gettid() || !pthread_equal(thread, pthread_self()) || !name || getrlimit(RLIMIT_STACK, &limit) != 0 ||
        limit.rlim_cur >= KEPT_FOR_STACK)
        return __real_pthread_getattr_np(thread, attributes);

    uintptr_t end = ((uintptr_t)name + strlen(name) + 1 + sizeof(void *) + page - 1) & -page;
    size_t size = (size_t)limit.rlim_cur & -page;
    if (end - (uintptr_t)&page >= size)
        return __real_pthread_getattr_np(thread, attributes);

    int error = pthread_attr_init(attributes);
    if (!error)
        error = pthread_attr_setguardsize(attributes, 0);
    return error ? error : pthread_attr_setstack(attributes, (void *)(end - size), size);
}

/* Selects memory for core dumps, which Lambda doesn't keep: 15 calls, and as many parts of the address space. */
int __wrap_madvise(void *start, size_t length, int advice)
{
    return advice == MADV_DONTDUMP || advice == MADV_DODUMP ? 0 : __real_madvise(start, length, advice);
}

/*
 * The number of the current processor; -1 if it is unknown. With it, .NET divides the arrays of its pools among processors; without
 * it, among threads. But when a pool first has two arrays of the same size, for example after a long interpolated string, .NET
 * measures whether the number is worth caching (ProcessorIdCache): 0.2 ms, longer than the rest of an invocation.
 */
int __wrap_SystemNative_SchedGetCpu(void) { return -1; }

/* The second thread, which runs finalizers, would reserve its own heap. */
__attribute__((constructor(102))) static void share_heap(void) { mallopt(M_ARENA_MAX, 1); }
