namespace ReviewPortal.Documents;

static class Registration
{
    /// <summary>Everything that printing needs. The browser starts with the first document.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<PdfOptions>(settings.GetSection(PdfOptions.Section));
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<DocumentRenderer>();
        services.AddSingleton<PortalDocuments>();
        return services;
    }
}
