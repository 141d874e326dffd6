/*
 * Reads the program's file ahead, in one go, before anything else runs.
 *
 * A start touches pages of all parts of the file. Where it is not in the page cache, each part is another read of the disk
 * that the start waits for: some 25 of them with Linux's usual read-ahead of 128 KB. Asked for at once, the disk has read
 * the file by the time that it is needed, in its order (layout.ld). Where it is in the cache, this is one system call.
 */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>

/* Made by the linker: where what is mapped of the file begins, where the data ends, where code goes on, and the end. */
extern const unsigned char __executable_start[], _edata[], __start___managedcode[], __end_of_file[];

/* For each call, Linux reads no more than a disk's largest request, which is seldom less. */
enum { STEP = 256 << 10, PAGE = 4096 };

static void ask_for(const unsigned char *first, const unsigned char *last)
{
    uintptr_t end = (uintptr_t)last;

    for (uintptr_t at = (uintptr_t)first & -(uintptr_t)PAGE; at < end; at += STEP)
        madvise((void *)at, end - at < STEP ? end - at : STEP, MADV_WILLNEED);
}

__attribute__((constructor(101))) static void read_ahead(void)
{
    struct rusage so_far;

    /* So far the loader has read the file's beginning, its data and this code. Did it have to wait for the disk? */
    if (getrusage(RUSAGE_SELF, &so_far) == 0 && so_far.ru_majflt == 0)
        return;

    /* To lld, all that is mapped of the file is data. */
    ask_for(__executable_start, &_edata[0] < &__start___managedcode[0] ? _edata : __start___managedcode);
    ask_for(__start___managedcode, __end_of_file);
}
