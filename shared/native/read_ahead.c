/*
 * Reads the program's file ahead, before anything else in it runs.
 *
 * A start touches pages in all parts of the file. If the file is not in the page cache, the start waits for a disk read for each
 * part: some 25 reads with Linux's default read-ahead of 128 KB. If the file is requested in advance, in its order (layout.ld),
 * the disk has read it by the time it is needed. If the file is cached, this costs one system call.
 *
 * A dynamic program does this when the loader has loaded it. A static program does it at its entry point, before the C library's
 * startup code has set up what library calls need. Therefore it makes system calls directly, without a stack protector.
 */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>

/* Set by the linker: where the mapped file begins, where the data ends, and the symbols in layout.ld. */
extern const unsigned char __executable_start[], _edata[], __start___managedcode[], __end_of_start[], __end_of_file[];

/* For each call, Linux reads at most a disk's largest request, which is rarely smaller. */
enum { STEP = 256 << 10, PAGE = 4096 };

static inline long system_call(long number, long first, long second, long third)
{
#if defined(__x86_64__)
    long result;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(first), "S"(second), "d"(third) : "rcx", "r11", "memory");
    return result;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number, x0 __asm__("x0") = first, x1 __asm__("x1") = second, x2 __asm__("x2") = third;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
#endif
}

static inline void ask_for(const unsigned char *first, const unsigned char *last)
{
    uintptr_t end = (uintptr_t)last;

    for (uintptr_t at = (uintptr_t)first & -(uintptr_t)PAGE; at < end; at += STEP)
        system_call(SYS_madvise, (long)at, (long)(end - at < STEP ? end - at : STEP), MADV_WILLNEED);
}

#ifdef STATIC_EXECUTABLE
/* It calls no AWS service. After its start, it runs little code, which Linux reads on demand. */
#define LAST __end_of_start

/* The entry point. The kernel passes data on the stack and in one register. */
#if defined(__x86_64__)
__asm__(".globl read_ahead_and_start\n"
        "read_ahead_and_start:\n"
        "push %rdx\n"
        "push %rdx\n"
        "call read_ahead\n"
        "pop %rdx\n"
        "pop %rdx\n"
        "jmp _start\n");
#elif defined(__aarch64__)
__asm__(".globl read_ahead_and_start\n"
        "read_ahead_and_start:\n"
        "stp x0, x30, [sp, #-16]!\n"
        "bl read_ahead\n"
        "ldp x0, x30, [sp], #16\n"
        "b _start\n");
#endif
#else
#define LAST __end_of_file
__attribute__((constructor(101)))
#endif
void read_ahead(void);

__attribute__((no_stack_protector)) void read_ahead(void)
{
    struct rusage so_far;

    /* So far, Linux or the loader has read the file's beginning, some data and this code. Did it have to wait for the disk? */
    if (system_call(SYS_getrusage, RUSAGE_SELF, (long)&so_far, 0) == 0 && so_far.ru_majflt == 0)
        return;

    /* For lld, everything that is mapped is data. */
    ask_for(__executable_start, &_edata[0] < &__start___managedcode[0] ? _edata : __start___managedcode);
    ask_for(__start___managedcode, LAST);
}
