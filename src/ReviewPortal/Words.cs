using System.Globalization;
using System.Resources;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal;

/// <summary>
/// What stands on the screen, in the language of the request: the one entrance to <c>Words.resx</c> (Japanese, neutral) and
/// <c>Words.en.resx</c>. A missing key shows as <c>⟦key⟧</c>; a test keeps that from happening.
/// </summary>
public sealed class Wording(TimeZoneInfo? zone = null)
{
    // A .resx that lies beside a .cs file of the same name is called after that file's first class: this one.
    internal static readonly ResourceManager Texts = new(typeof(Wording));

    readonly TimeZoneInfo zone = zone ?? TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>The languages of the screens, the default first: two-letter code, culture, name in the language itself.</summary>
    public static IReadOnlyList<(string Code, string Culture, string Name)> Languages { get; } =
    [("ja", "ja-JP", "日本語"), ("en", "en-GB", "English")];

    /// <summary>Two-letter code of the language now in use, for <c>lang</c>.</summary>
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public string this[string key] => Find(key) ?? $"⟦{key}⟧";

    /// <summary>The text with its placeholders <c>{0}</c>, <c>{1}</c> … filled.</summary>
    public string this[string key, params object[] values] =>
        string.Format(CultureInfo.CurrentCulture, this[key], values.Select(Shown).ToArray());

    /// <summary>The text, or null when there is none: for families of keys that grow with data.</summary>
    public string? Find(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>The word for a member of an enumeration; its key is <c>Type.Member</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[$"{typeof(T).Name}.{value}"];

    /// <summary>Why a typed text cannot be kept, with the place of the character: many are not to be seen. Null when it can.</summary>
    public string? Unusable(string? typed) =>
        TextInput.FlawIn(typed) is { } flaw
            ? this["text.unusable-at", flaw.Fault, flaw.Line, flaw.Place, flaw.Code.ToString("X4", CultureInfo.InvariantCulture)]
            : null;

    /// <summary>Why the domain said no; the key is <c>refusal.CODE</c>.</summary>
    public string For(RuleBroken refusal) =>
        Find($"refusal.{refusal.Code}") is { } text
            ? string.Format(CultureInfo.CurrentCulture, text, refusal.Details.Select(Shown).ToArray())
            : this["refusal.unknown", refusal.Code];

    /// <summary>Who did what and when, before the present person could.</summary>
    public string For(Stale stale) =>
        // A case that has ended may have ended long before the page was opened: that is not said then.
        stale is { By: { } who, At: { } end, What: { } ending }
        && ApplicationFlow.Endings.Contains(ending)
            ? this["stale.ended", who, Moment(end), Find($"act.{ending}") ?? ending]
        : stale is { At: { } ended, What: { } how } && ApplicationFlow.Endings.Contains(how)
            ? this["stale.ended-office", Moment(ended), Find($"act.{how}") ?? how]
        : stale is { By: { } by, At: { } at, What: { } what } ? this["stale.known", by, Moment(at), Find($"act.{what}") ?? what]
        : stale is { At: { } then, What: { } done } ? this["stale.office", Moment(then), Find($"act.{done}") ?? done]
        : this["stale.unknown"];

    /// <summary>Who did it, as it stands in a record: with both names where somebody stood in for another.</summary>
    public string Person(string recorded) =>
        Act.NamesOf(recorded) is (var name, { } absent) ? this["person.in-place-of", name, absent] : recorded;

    /// <summary>A day, as 2026/03/05 in both languages.</summary>
    public string Date(DateOnly day) => day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);

    /// <summary>An instant, in Japanese time, as 2026/03/05 14:03.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public string Moment(DateTime utc) =>
        TimeZoneInfo
            .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone)
            .ToString("yyyy/MM/dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The time of day in Japan, as 14:03.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public string Time(DateTime utc) => Moment(utc)[11..];

    /// <summary>A day as letters write it: 令和8年3月5日; in English as 2026/03/05.</summary>
    public string FormalDate(DateOnly day) => Language == "ja" ? JapaneseDate.Format(day) : Date(day);

    // Details of a refusal arrive as values; what reads badly as a bare value is put into words here.
    object Shown(object value) =>
        value switch
        {
            Enum member => this[$"{member.GetType().Name}.{member}"],
            DateOnly day => Date(day),
            DateTime instant => Moment(instant),
            ItemNames names => string.Join(this["plan.and"], names.Items.Select(item => Find($"judge.item.{item}") ?? item)),
            LocalText text => Language == "ja" ? text.Ja : text.En,
            _ => value,
        };
}
