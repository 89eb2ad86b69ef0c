using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SahelWatch.Benchmarks.Micro;

/// <summary>
/// Runs the classes of small pure functions with BenchmarkDotNet: it warms up, repeats, and prints the ratio to the baseline and the bytes allocated.
/// </summary>
internal static class MicroRun
{
    /// <summary>In this process, so that nothing is generated, restored and built at run time; its files go where temporary files go.</summary>
    private static readonly IConfig Config = DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(10))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "SahelWatch.Benchmarks"));

    public static Func<string[], Task<int>> Of(params Type[] classes) => _ =>
    {
        var summaries = classes.Select(c => BenchmarkRunner.Run(c, Config)).ToArray();
        return Task.FromResult(summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1);
    };
}
