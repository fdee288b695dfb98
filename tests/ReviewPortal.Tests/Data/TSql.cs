using System.Text;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ReviewPortal.Data;

/// <summary>Reads Transact-SQL with SQL Server's own parser, without a server.</summary>
static partial class TSql
{
    /// <summary>What is wrong in a script, also inside of the texts that it executes; empty when nothing is.</summary>
    public static IReadOnlyList<string> FaultsIn(string script)
    {
        using StringReader reader = new(script);
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var faults);
        List<string> found = [.. faults.Select(fault => $"{fault.Line}:{fault.Column}: {fault.Message}")];
        Executed executed = new();
        tree?.Accept(executed);
        return [.. found, .. executed.Texts.SelectMany(FaultsIn)];
    }

    /// <summary>What is wrong with the tables and indexes that a script makes: names that lead nowhere, doubled keys and the like.</summary>
    public static IReadOnlyList<string> FaultsInSchemaOf(string script)
    {
        using TSqlModel model = new(SqlServerVersion.Sql160, new());
        foreach (var statement in StatementsOf(script))
        {
            model.AddObjects(statement);
        }

        return
        [
            .. model
                .Validate()
                .Where(message => message.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error)
                .Select(m => m.Message),
        ];
    }

    /// <summary>The statements that make tables and indexes, as they stand in the script or in the texts that it executes.</summary>
    public static IReadOnlyList<string> StatementsOf(string script)
    {
        using StringReader reader = new(script);
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out _);
        Making making = new();
        Executed executed = new();
        tree.Accept(making);
        tree.Accept(executed);
        return Merged([.. making.Statements.Select(TextOf), .. executed.Texts.SelectMany(StatementsOf)]);
    }

    // The model knows tables as they are made. A column that a later migration adds is written into the making of its table.
    static List<string> Merged(IReadOnlyList<string> statements)
    {
        var made = statements.Where(statement => !Added().IsMatch(statement)).ToList();
        foreach (var added in statements.Select(statement => Added().Match(statement)).Where(match => match.Success))
        {
            var table = made.FindIndex(statement =>
                statement.StartsWith($"CREATE TABLE {added.Groups["table"].Value} (", StringComparison.Ordinal)
            );
            if (table < 0)
            {
                made.Add(added.Value); // Its table is made in another of the texts that the script executes.
                continue;
            }

            var open = made[table].IndexOf('(', StringComparison.Ordinal) + 1;
            made[table] = made[table].Insert(open, $"{added.Groups["column"].Value},");
        }

        return made;
    }

    [GeneratedRegex(@"^ALTER TABLE (?<table>\S+) ADD (?<column>.+?);?$", RegexOptions.Singleline)]
    private static partial Regex Added();

    static string TextOf(TSqlFragment fragment) =>
        string.Concat(
            fragment
                .ScriptTokenStream.Skip(fragment.FirstTokenIndex)
                .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
                .Select(token => token.Text)
        );

    sealed class Making : TSqlFragmentVisitor
    {
        public List<TSqlStatement> Statements { get; } = [];

        // The table that records migrations is made under a condition and is not the portal's.
        public override void Visit(CreateTableStatement node) => Statements.Add(node);

        public override void Visit(CreateIndexStatement node) => Statements.Add(node);

        public override void Visit(AlterTableAddTableElementStatement node)
        {
            if (node.Definition.ColumnDefinitions.Count > 0)
            {
                Statements.Add(node);
            }
        }
    }

    // EXEC(N'…' + @v + N'…'): the parts joined; what a variable would hold is a name or a value, so a name stands for it.
    sealed class Executed : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        public override void Visit(ExecutableStringList node)
        {
            StringBuilder text = new();
            foreach (var part in node.Strings)
            {
                text.Append(part is StringLiteral literal ? literal.Value : "x");
            }

            Texts.Add(text.ToString());
        }
    }
}
