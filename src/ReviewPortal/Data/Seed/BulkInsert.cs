using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReviewPortal.Data.Seed;

/// <summary>
/// Inserts rows of one table past the change tracker, which millions of rows are too many for. The statement is a plain INSERT, in the words
/// that every database has.
/// </summary>
sealed class BulkInsert<T> : IAsyncDisposable
    where T : class
{
    readonly DbCommand one;
    readonly DbCommand many;
    readonly int atOnce;

    /// <param name="db">Its connection is open, and in a transaction.</param>
    /// <param name="table">Where the rows go.</param>
    /// <param name="atOnce">Rows for one statement; about twenty values are best, for each is looked up by its name among all of them.</param>
    public BulkInsert(PortalDb db, TableColumns<T> table, int atOnce = 1)
    {
        this.atOnce = atOnce;
        (one, many) = (Command(db, table, 1), Command(db, table, atOnce));
    }

    /// <summary>Inserts the rows.</summary>
    /// <param name="rows">Their values, see <see cref="TableColumns{T}.Values"/>; in the order of the key, where the order matters for the speed.</param>
    public void Insert(IEnumerable<object[]> rows)
    {
        foreach (var chunk in rows.Chunk(atOnce))
        {
            if (chunk.Length == atOnce)
            {
                Execute(many, chunk);
            }
            else
            {
                foreach (var row in chunk)
                {
                    Execute(one, [row]);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await many.DisposeAsync();
    }

    static void Execute(DbCommand command, object[][] rows)
    {
        var at = 0;
        foreach (var row in rows)
        {
            foreach (var value in row)
            {
                command.Parameters[at++].Value = value;
            }
        }

        command.ExecuteNonQuery();
    }

    static DbCommand Command(PortalDb db, TableColumns<T> table, int rows)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var text = new StringBuilder("INSERT INTO ")
            .Append(sql.DelimitIdentifier(table.Name, table.Schema))
            .Append(" (")
            .AppendJoin(", ", table.Columns.Select(column => sql.DelimitIdentifier(column.Name)))
            .Append(") VALUES ");
        var command = db.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < rows; i++)
        {
            var names = table.Columns.Select((_, j) => $"@p{(i * table.Columns.Count) + j}").ToList();
            text.Append(i == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
            foreach (var (name, column) in names.Zip(table.Columns))
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
