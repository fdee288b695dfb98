namespace ReviewPortal.Domain.Applications;

/// <summary>What an amendment or an end notice can be about: an accepted application with its number, or a service by its name alone.</summary>
public sealed record OwnService(string? Number, string Name)
{
    /// <summary>As it stands in a plan.</summary>
    public string Text => Number is null ? Name : $"{Number} {Name}";

    /// <summary>The one that is meant by a number, a name or both, however they are typed; null where the list has none.</summary>
    /// <param name="known">The newest first: of two with one name it is the newer one.</param>
    /// <param name="said">What was written.</param>
    public static OwnService? Find(IEnumerable<OwnService> known, string? said)
    {
        var key = SearchText.Fold(said);
        return key.Length == 0
            ? null
            : known.FirstOrDefault(one =>
                SearchText.Fold(one.Text) == key || SearchText.Fold(one.Name) == key || SearchText.Fold(one.Number) == key
            );
    }
}
