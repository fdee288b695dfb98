using System.Security.Cryptography;
using System.Text;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Documents;

public sealed record LetterRevoked(string Number, string Reason) : Event;

/// <summary>発出した文書: a letter as it went out, with the wording and the data by which it was made. Only whether it stands can change.</summary>
public sealed class IssuedLetter : Aggregate
{
    IssuedLetter() { }

    /// <summary>Anybody who knows it can ask whether the letter is genuine: it cannot be guessed.</summary>
    public Guid Id { get; private init; }
    public ApplicationId Application { get; private init; }
    public LetterKind Kind { get; private init; }
    public string Number { get; private init; } = "";
    public DateOnly Date { get; private init; }

    /// <summary>The number of the wording: 0 for the shipped one.</summary>
    public int Wording { get; private init; }

    /// <summary>What the wording was filled with.</summary>
    public LetterData Data { get; private init; } = default!;
    public Letter Letter { get; private init; } = default!;

    /// <summary>SHA-256 of what the letter says, hexadecimal; it stands on the letter.</summary>
    public string Digest { get; private init; } = "";
    public DateTime IssuedAt { get; private init; }
    public DateTime? RevokedAt { get; private set; }
    public string? RevokedBecause { get; private set; }
    public bool Stands => RevokedAt is null;

    /// <param name="id">Where it can be verified.</param>
    /// <param name="application">What it is about.</param>
    /// <param name="letter">Without how to verify it: that is added here.</param>
    /// <param name="address">The beginning of the portal's addresses, as it stands in the letter.</param>
    public static IssuedLetter Of(
        Guid id,
        ApplicationId application,
        LetterKind kind,
        int wording,
        LetterData data,
        Letter letter,
        string address,
        DateTime at
    )
    {
        var digest = DigestOf(letter);
        return new()
        {
            Id = id,
            Application = application,
            Kind = kind,
            Number = letter.Number,
            Date = letter.Date,
            Wording = wording,
            Data = data,
            Digest = digest,
            Letter = letter with { VerificationLine = Verification(id, address, digest, letter.VerificationLine) },
            IssuedAt = at,
        };
    }

    /// <summary>It no longer stands. A decision falls only by a new decision.</summary>
    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>letter-decision</c>, <c>letter-revoked</c>, <c>reason-missing</c>, <c>text-unusable</c>, <c>text-too-long</c></exception>
    public void Revoke(string reason, Act act)
    {
        Require(act.Is(Role.Legal) || act.Is(Role.Lead), "not-allowed");
        Require(Kind is not (LetterKind.Accepted or LetterKind.AcceptedWithConditions or LetterKind.Refused), "letter-decision");
        Require(Stands, "letter-revoked");
        var written = Written(reason, "reason-missing");
        (RevokedAt, RevokedBecause) = (act.At, written);
        Record(new LetterRevoked(Number, written), act);
    }

    /// <summary>SHA-256 over number, day, addressee, sender, subject, body, items and contact, line by line.</summary>
    public static string DigestOf(Letter letter)
    {
        List<string> lines =
        [
            $"number {letter.Number}",
            $"day {letter.Date:yyyy-MM-dd}",
            .. letter.AddresseeLines.Select(line => $"to {line}"),
            .. letter.SenderLines.Select(line => $"from {line}"),
            $"subject {letter.Subject}",
            .. letter.Body.Select(line => $"body {line}"),
            .. Walk(letter.Items, ""),
            .. letter.ContactLines.Select(line => $"contact {line}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

        static IEnumerable<string> Walk(IReadOnlyList<LetterItem> items, string above) =>
            items.SelectMany((item, i) => Walk(item.Items, $"{above}{i + 1}.").Prepend($"item {above}{i + 1}. {item.Text}"));
    }

    static string Verification(Guid id, string address, string digest, string? also)
    {
        var line = $"この文書の確認　{address.TrimEnd('/')}/verify/{id}　内容の要約値 SHA-256: {digest}";
        return also is null ? line : $"{line}　{also}";
    }
}

/// <summary>A letter as lists name it.</summary>
public sealed record LetterLine(Guid Id, LetterKind Kind, string Number, DateOnly Date, bool Stands, int Version);
