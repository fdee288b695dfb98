using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ReviewPortal.Benchmarks;

if (args is ["cases", .. var options])
{
    await Cases.RunAsync(options);
    return;
}

// In this process: a project that is generated for each measurement would need this repository's settings and packages once more.
var config = DefaultConfig
    .Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath("artifacts/benchmarks");
BenchmarkSwitcher.FromAssembly(typeof(Register).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
