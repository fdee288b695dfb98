namespace ReviewPortal.Features.Files;

static class Registration
{
    /// <summary>Everything that receiving, scanning and handing out files needs.</summary>
    /// <exception cref="SettingsFault">A setting cannot be used.</exception>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration settings, string dataFolder)
    {
        SettingsFault.Read<FileSettings>(settings, FileSettings.Section).Check();
        services.Configure<FileSettings>(settings.GetSection(FileSettings.Section));
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => new UploadFolder(dataFolder));
        services.AddSingleton<UploadTurns>().AddSingleton<Clamd>().AddSingleton<ScanWorker>();
        services.AddHostedService(all => all.GetRequiredService<ScanWorker>());
        services.AddScoped<UploadService>().AddScoped<Reading>();
        return services;
    }
}
