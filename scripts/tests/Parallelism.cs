// Fixtures wait for programs that they have started more than they compute.
[assembly: LevelOfParallelism(6)]
