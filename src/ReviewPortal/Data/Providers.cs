using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReviewPortal.Data;

// The only file that names a database. Another one costs one subclass, one arm below and one folder of migrations.

public sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options);

public sealed class SqlServerPortalDb(DbContextOptions<SqlServerPortalDb> options) : PortalDb(options);

/// <summary>Which databases there are, and how each is opened.</summary>
public static class Providers
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";

    /// <summary>The one table that is nothing but its key, with millions of rows: it is stored in the order of the key, once.</summary>
    public const string ClusteredByKey = "SearchGrams";

    /// <summary>Registers the database that the settings choose, as a factory and, for Identity's own pages, per scope.</summary>
    /// <exception cref="SettingsFault">The setting names no known database, or SQL Server has no connection string.</exception>
    public static IServiceCollection AddPortalDb(this IServiceCollection services, IConfiguration settings, string dataFolder) =>
        (settings["Database"] ?? Sqlite) switch
        {
            Sqlite => services.Add<SqlitePortalDb>(db => UseSqlite(db, settings.GetConnectionString("Portal"), dataFolder)),
            SqlServer => services.Add<SqlServerPortalDb>(db =>
                UseSqlServer(
                    db,
                    settings.GetConnectionString("Portal") is { Length: > 0 } connection
                        ? connection
                        : throw new SettingsFault("Database=SqlServer needs the setting ConnectionStrings:Portal.")
                )
            ),
            var other => throw new SettingsFault($"The setting Database is '{other}'; it can be {Sqlite} or {SqlServer}."),
        };

    public static void UseSqlite(DbContextOptionsBuilder db, string? connection, string dataFolder)
    {
        var builder = new SqliteConnectionStringBuilder(
            string.IsNullOrWhiteSpace(connection) ? $"Data Source={Path.Combine(dataFolder, "portal.db")}" : connection
        )
        {
            ForeignKeys = true,
            DefaultTimeout = 30,
        };
        db.UseSqlite(builder.ToString(), sqlite => sqlite.MigrationsHistoryTable("Migrations")).AddInterceptors(SqlitePragmas.Instance);
        db.ReplaceService<IMigrationsSqlGenerator, WithoutRowId>();
        Common(db);
    }

    public static void UseSqlServer(DbContextOptionsBuilder db, string connection)
    {
        db.UseSqlServer(connection, server => server.MigrationsHistoryTable("Migrations"));
        Common(db);
    }

    /// <summary>True when a save failed because a unique key was taken meanwhile.</summary>
    public static bool IsTaken(this DbUpdateException failure) =>
        failure.InnerException switch
        {
            SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
            Microsoft.Data.SqlClient.SqlException { Number: 2601 or 2627 } => true,
            _ => false,
        };

    /// <summary>Adds the row unless one with its key is there, in one statement that cannot fail for that.</summary>
    public static Task AddOnceAsync<T>(this PortalDb db, T row, CancellationToken ct)
        where T : class
    {
        TableColumns<T> table = new(db.Model);
        var sql = db.GetService<ISqlGenerationHelper>();
        var into = sql.DelimitIdentifier(table.Name, table.Schema);
        var names = string.Join(", ", table.Columns.Select(column => sql.DelimitIdentifier(column.Name)));
        var places = string.Join(", ", table.Columns.Select((_, at) => $"{{{at}}}"));
        var same = string.Join(
            " AND ",
            table
                .Columns.Select((column, at) => (column, at))
                .Where(one => one.column.IsKey)
                .Select(one => $"{sql.DelimitIdentifier(one.column.Name)} = {{{one.at}}}")
        );
        return db.Database.ExecuteSqlRawAsync(
            db is SqlitePortalDb
                ? $"INSERT INTO {into} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING"
                : $"INSERT INTO {into} ({names}) SELECT {places} WHERE NOT EXISTS (SELECT 1 FROM {into} WITH (UPDLOCK, HOLDLOCK) WHERE {same})",
            table.Values(row),
            ct
        );
    }

    /// <summary>Before very many inserts: room for the pages that they touch again and again. The connection stays open.</summary>
    public static async Task ExpectManyAsync(this PortalDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        if (db is SqlitePortalDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size=-262144;", ct);
        }
    }

    /// <summary>After very many inserts: what is there is counted, so that queries go the shortest way.</summary>
    public static Task TuneAsync(this PortalDb db, CancellationToken ct) =>
        db is SqlitePortalDb ? db.Database.ExecuteSqlRawAsync("ANALYZE;", ct) : Task.CompletedTask;

    static void Common(DbContextOptionsBuilder db) =>
        // Pages read several lists of one application; one query per list beats one query with their product.
        db.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.MultipleCollectionIncludeWarning));

    static IServiceCollection Add<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where TDb : PortalDb =>
        services
            .AddDbContextFactory<TDb>(
                (provider, db) =>
                {
                    use(db);
                    db.AddInterceptors(provider.GetServices<ISaveChangesInterceptor>());
                }
            )
            .AddSingleton<IDbContextFactory<PortalDb>, As<TDb>>()
            .AddScoped<PortalDb>(scope => scope.GetRequiredService<TDb>());

    // IDbContextFactory is not covariant, hence this adapter.
    sealed class As<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<PortalDb>
        where TDb : PortalDb
    {
        public PortalDb CreateDbContext() => inner.CreateDbContext();
    }
}

/// <summary>
/// Write-ahead log (readers and the one writer do not block each other), a wait instead of "database is locked", and the file read where the
/// system keeps it in memory, which halves the time of a long list.
/// </summary>
sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static SqlitePragmas Instance { get; } = new();

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(
        System.Data.Common.DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Set(connection);
        return Task.CompletedTask;
    }

    static void Set(System.Data.Common.DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA mmap_size=2147418112;";
        command.ExecuteNonQuery();
    }
}

/// <summary>SQL Server stores every table in the order of its key; SQLite does where it is told to.</summary>
sealed class WithoutRowId(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        var isClustered = operation.Name == Providers.ClusteredByKey;
        base.Generate(operation, model, builder, terminate && !isClustered);
        if (isClustered)
        {
            builder.AppendLine(" WITHOUT ROWID;").EndCommand();
        }
    }
}

// How dotnet-ef opens each database; nothing is connected to.

sealed class SqliteDesign : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        Providers.UseSqlite(options, "Data Source=:memory:", "");
        return new(options.Options);
    }
}

sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerPortalDb>
{
    public SqlServerPortalDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlServerPortalDb>();
        Providers.UseSqlServer(options, "Server=design;Database=Portal");
        return new(options.Options);
    }
}
