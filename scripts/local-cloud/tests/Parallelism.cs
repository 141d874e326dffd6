// Fixtures mostly wait for the processes and requests that they start.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
