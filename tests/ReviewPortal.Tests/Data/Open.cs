using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ReviewPortal.Data;

/// <summary>The portal's contexts, opened as the program opens them.</summary>
static class Open
{
    public static SqlitePortalDb Sqlite(string connection, params IInterceptor[] interceptors)
    {
        DbContextOptionsBuilder<SqlitePortalDb> options = new();
        Providers.UseSqlite(options, connection, "");
        return new(options.AddInterceptors(interceptors).Options);
    }

    public static SqlServerPortalDb SqlServer(string connection, params IInterceptor[] interceptors)
    {
        DbContextOptionsBuilder<SqlServerPortalDb> options = new();
        Providers.UseSqlServer(options, connection);
        return new(options.AddInterceptors(interceptors).Options);
    }
}
