using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ReviewPortal.Data;

public class TheMigrations
{
    public static TheoryData<string> Databases => [Providers.Sqlite, Providers.SqlServer];

    [Theory, MemberData(nameof(Databases))]
    public void Have_caught_up_with_the_model(string database)
    {
        using var db = Design(database);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has moved ahead. Run: dotnet dev.cs migrate NAME");
    }

    [Fact]
    public void Have_the_same_names_for_every_database()
    {
        using var sqlite = Design(Providers.Sqlite);
        using var server = Design(Providers.SqlServer);

        Assert.Equal(sqlite.Database.GetMigrations().Select(Name), server.Database.GetMigrations().Select(Name));

        static string Name(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public void For_SQL_Server_are_valid_Transact_SQL() => Assert.Empty(TSql.FaultsIn(Script()));

    [Fact]
    public void For_SQL_Server_make_a_schema_without_faults()
    {
        var script = Script();

        Assert.True(TSql.StatementsOf(script).Count > 20);
        Assert.Empty(TSql.FaultsInSchemaOf(script));
    }

    [Fact]
    public void For_SQL_Server_would_be_caught_with_a_fault()
    {
        var script = Script();

        Assert.NotEmpty(
            TSql.FaultsIn(script.Replace("[DraftRevision] int NOT NULL", "[DraftRevision] int NOT NUL", StringComparison.Ordinal))
        );
        Assert.NotEmpty(TSql.FaultsIn("EXEC(N'CREATE TABLE [A] (' + @column + N' int NOT NUL)')"));
        Assert.NotEmpty(
            TSql.FaultsInSchemaOf(script.Replace("REFERENCES [Organizations]", "REFERENCES [Organisations]", StringComparison.Ordinal))
        );
    }

    static string Script()
    {
        using var db = Design(Providers.SqlServer);
        return db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    /// <summary>A context as the design tools make it; it connects to nothing.</summary>
    static PortalDb Design(string database) =>
        database == Providers.Sqlite ? Open.Sqlite("Data Source=:memory:") : Open.SqlServer("Server=nowhere;Database=Portal");
}
