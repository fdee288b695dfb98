using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace ReviewPortal.Data;

/// <summary>Writes down every query that is compiled in the contexts that it is added to.</summary>
sealed class QueryRecorder : IQueryExpressionInterceptor
{
    readonly ConcurrentQueue<Expression> queries = [];

    public IReadOnlyCollection<Expression> Queries => queries;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        queries.Enqueue(queryExpression);
        return queryExpression;
    }
}

/// <summary>Translates a query that was written down for another database as SQL Server's own provider does, without a server.</summary>
sealed class SqlServerTranslation : IDisposable
{
    readonly NoServer server = new();
    readonly SqlServerPortalDb db;

    public SqlServerTranslation() => db = Open.SqlServer("Server=nowhere;Database=Portal", server, new NoConnection());

    public void Dispose() => db.Dispose();

    /// <summary>The commands that would be sent.</summary>
    /// <exception cref="InvalidOperationException">The query cannot be translated for SQL Server.</exception>
    public IReadOnlyList<string> Translate(Expression query)
    {
        // The parts of a split query are sent row by row, and there are no rows here; whole, the query names every table that it reads.
        var split = Send(query, wholly: false);
        return [.. split, .. Send(query, wholly: true)];
    }

    List<string> Send(Expression query, bool wholly)
    {
        server.Sent.Clear();
        var moved = new Move(db.Model, wholly).Visit(query);
        var isList = moved.Type.IsAssignableTo(typeof(IQueryable));
        var result = isList ? typeof(IEnumerable<>).MakeGenericType(moved.Type.GetGenericArguments()[0]) : moved.Type;
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var parameter in Parameters.Of(moved))
        {
            context.Parameters[parameter.Name] = Sample(parameter.Type);
        }

        ((Action<Expression, QueryContext>)Run<object>)
            .Method.GetGenericMethodDefinition()
            .MakeGenericMethod(result)
            .CreateDelegate<Action<Expression, QueryContext>>(this)(moved, context);
        Assert.NotEmpty(server.Sent);
        return [.. server.Sent];
    }

    void Run<T>(Expression query, QueryContext context)
    {
        var run = db.GetService<IDatabase>().CompileQuery<T>(query, async: false);
        try
        {
            if (run(context) is System.Collections.IEnumerable rows and not string)
            {
                foreach (var _ in rows) { }
            }
        }
        // A query for one value finds no row. It has been sent by then; one that cannot be translated has not.
        catch (InvalidOperationException) when (server.Sent.Count > 0) { }
    }

    static object? Sample(Type type) =>
        type == typeof(string) ? "a"
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 1)
        : type.IsValueType ? Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type)
        : null;

    /// <summary>Puts the query onto SQL Server's model.</summary>
    sealed class Move(IModel model, bool wholly) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node switch
            {
                EntityQueryRootExpression root => root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!),
                QueryParameterExpression => node,
                _ => base.VisitExtension(node),
            };

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            wholly && node.Method.Name == nameof(RelationalQueryableExtensions.AsSplitQuery)
                ? Visit(node.Arguments[0])
                : base.VisitMethodCall(node);
    }

    sealed class Parameters : ExpressionVisitor
    {
        readonly List<QueryParameterExpression> found = [];

        public static IReadOnlyList<QueryParameterExpression> Of(Expression query)
        {
            Parameters parameters = new();
            parameters.Visit(query);
            return parameters.found;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is QueryParameterExpression parameter)
            {
                found.Add(parameter);
                return node;
            }

            return node is EntityQueryRootExpression ? node : base.VisitExtension(node);
        }
    }

    sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result
        ) => InterceptionResult.Suppress();
    }

    /// <summary>Takes what would be sent, and answers with no rows.</summary>
    sealed class NoServer : DbCommandInterceptor
    {
        public List<string> Sent { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result
        )
        {
            Sent.Add(command.CommandText);
            using DataTable nothing = new();
            return InterceptionResult<DbDataReader>.SuppressWithResult(nothing.CreateDataReader());
        }

        public override InterceptionResult<int> NonQueryExecuting(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result
        )
        {
            Sent.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(0);
        }
    }
}
