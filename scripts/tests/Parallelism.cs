// Fixtures mostly wait for the programs that they start.
[assembly: LevelOfParallelism(6)]
