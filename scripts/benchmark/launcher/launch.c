// launch PROGRAM: writes a byte to standard output when it is ready, and executes the program when a byte arrives on standard
// input. Before that, it writes the time and this process's resource usage, so that measurements begin with exec. The program's
// output goes to standard error. It ends when the thread that started it ends.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct departure {
  int64_t monotonic_ns;
  int64_t processor_ns;
  int64_t page_faults;
};

static int64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int fail(const char *what) {
  perror(what);
  return 126;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fputs("usage: launch PROGRAM\n", stderr);
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  int report = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (nothing < 0 || report < 0) return fail("/dev/null");

  char byte = 0;
  if (write(report, &byte, 1) != 1 || read(STDIN_FILENO, &byte, 1) != 1) return 1;
  if (dup2(nothing, STDIN_FILENO) < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return fail("dup2");

  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  struct departure departure = {
      .processor_ns = nanoseconds(CLOCK_PROCESS_CPUTIME_ID),
      .page_faults = usage.ru_minflt + usage.ru_majflt,
      .monotonic_ns = nanoseconds(CLOCK_MONOTONIC),
  };
  if (write(report, &departure, sizeof departure) != sizeof departure) return fail("write");
  execv(argv[1], (char *[]){argv[1], NULL});
  return fail(argv[1]);
}
