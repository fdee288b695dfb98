using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReviewPortal.Data.Seed;

/// <summary>
/// Inserts rows of one table past the change tracker, which millions of rows are too many for. Columns and values are those of the model, so
/// that a row is the same as one that was saved; the statement is a plain INSERT, in the words that every database has.
/// </summary>
sealed class BulkInsert<T> : IAsyncDisposable
    where T : class
{
    sealed record Column(string Name, RelationalTypeMapping Mapping, Func<T, object?, object?> Read);

    readonly List<Column> columns = [];
    readonly DbCommand one;
    readonly DbCommand many;
    readonly int atOnce;

    /// <param name="db">Its connection is open, and in a transaction.</param>
    /// <param name="atOnce">Rows for one statement; about twenty values are best, for each is looked up by its name among all of them.</param>
    public BulkInsert(PortalDb db, int atOnce = 1)
    {
        this.atOnce = atOnce;
        Collect(db.Model.FindEntityType(typeof(T))!, row => row);
        (one, many) = (Command(db, 1), Command(db, atOnce));
    }

    /// <summary>Inserts the rows.</summary>
    /// <param name="rows">In the order of the key, where the order matters for the speed.</param>
    /// <param name="owner">The value of a key that the rows do not carry themselves: of the application that they belong to.</param>
    public void Insert(IEnumerable<T> rows, object? owner = null)
    {
        foreach (var chunk in rows.Chunk(atOnce))
        {
            if (chunk.Length == atOnce)
            {
                Execute(many, chunk, owner);
            }
            else
            {
                foreach (var row in chunk)
                {
                    Execute(one, [row], owner);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await many.DisposeAsync();
    }

    void Execute(DbCommand command, T[] rows, object? owner)
    {
        var at = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                var value = column.Read(row, owner);
                command.Parameters[at++].Value = value is null ? DBNull.Value : column.Mapping.Converter?.ConvertToProvider(value) ?? value;
            }
        }

        command.ExecuteNonQuery();
    }

    // An owned record stands in columns of its owner's table.
    void Collect(IEntityType type, Func<T, object?> self)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        foreach (var property in type.GetProperties().Where(property => !(type.IsOwned() && property.IsPrimaryKey())))
        {
            var getter = property.IsShadowProperty() ? null : property.GetGetter();
            columns.Add(
                new(
                    property.GetColumnName(table)!,
                    property.GetRelationalTypeMapping(),
                    getter is null ? (_, owner) => owner : (row, _) => self(row) is { } found ? getter.GetClrValue(found) : null
                )
            );
        }

        foreach (var owned in type.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            var getter = owned.GetGetter();
            Collect(owned.TargetEntityType, row => self(row) is { } found ? getter.GetClrValue(found) : null);
        }
    }

    DbCommand Command(PortalDb db, int rows)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var type = db.Model.FindEntityType(typeof(T))!;
        var text = new StringBuilder("INSERT INTO ")
            .Append(sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema()))
            .Append(" (")
            .AppendJoin(", ", columns.Select(column => sql.DelimitIdentifier(column.Name)))
            .Append(") VALUES ");
        var command = db.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < rows; i++)
        {
            var names = columns.Select((_, j) => $"@p{(i * columns.Count) + j}").ToList();
            text.Append(i == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
            foreach (var (name, column) in names.Zip(columns))
            {
                command.Parameters.Add(column.Mapping.CreateParameter(command, name, null, nullable: true));
            }
        }

        command.CommandText = text.ToString();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.Prepare();
        return command;
    }
}
