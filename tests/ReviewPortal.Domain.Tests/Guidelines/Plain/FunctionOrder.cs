namespace ReviewPortal.Guidelines.Plain;

/// <summary>
/// The order in which functions are reported whatever order the plan has them in: the main one, then by name, then by their answers.
/// </summary>
static class FunctionOrder
{
    /// <summary>Indices of the functions, in that order.</summary>
    public static int[] Of(IReadOnlyList<Node> functions) =>
        [
            .. Enumerable
                .Range(0, functions.Count)
                .OrderBy(i => functions[i]["main"]?.Value is true ? 0 : 1)
                .ThenBy(i => functions[i]["name"]?.Value as string ?? "", StringComparer.Ordinal)
                .ThenBy(i => functions.Count == 1 ? "" : Canonical(functions[i]), StringComparer.Ordinal),
        ];

    static string Canonical(Node node) =>
        node.Value switch
        {
            object[] chosen => string.Join(',', chosen.Select(value => value.ToString()).Order(StringComparer.Ordinal)),
            { } value => value.ToString()!,
            null => $"({string.Join('|', node.Members.Select(member => member is null ? "" : Canonical(member)))})"
                + $"[{string.Join('|', node.Entries.Select(Canonical).Order(StringComparer.Ordinal))}]",
        };
}
