// Fixtures wait for programs that they have started more than they compute: all begin at once, or the longest would begin late.
[assembly: LevelOfParallelism(12)]
