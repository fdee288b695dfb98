namespace ReviewPortal.Guidelines.Plain;

/// <summary>Paths in the order in which the form asks, entries by their index.</summary>
sealed class FormOrder : IComparer<string>
{
    public static readonly FormOrder Instance = new();

    public int Compare(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal) ? 0 : KeyOf(x!).CompareTo(KeyOf(y!));

    static Key KeyOf(string path)
    {
        List<int> parts = [];
        var question = Questions.Root;
        foreach (var segment in path.Split('.'))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            var index = question.IndexOf(bracket < 0 ? segment : segment[..bracket]);
            parts.Add(index);
            if (index < 0)
            {
                break;
            }

            question = question.Children[index];
            if (bracket >= 0 && int.TryParse(segment.AsSpan(bracket + 1).TrimEnd(']'), out var entry))
            {
                parts.Add(entry);
            }
        }

        return new(parts);
    }

    readonly record struct Key(List<int> Parts) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            for (var i = 0; i < Parts.Count && i < other.Parts.Count; i++)
            {
                if (Parts[i] != other.Parts[i])
                {
                    return Parts[i].CompareTo(other.Parts[i]);
                }
            }

            return Parts.Count.CompareTo(other.Parts.Count);
        }
    }
}
