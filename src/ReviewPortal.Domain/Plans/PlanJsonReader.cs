using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace ReviewPortal.Domain.Plans;

/// <summary>Takes a plan out of JSON and tells every fault with its path.</summary>
static class PlanJsonReader
{
    static readonly Dictionary<Type, Dictionary<string, object>> valuesByName = PlanQuestions
        .All.Where(question => question.EnumType is not null)
        .Select(question => question.EnumType!)
        .Distinct()
        .ToDictionary(type => type, type => Enum.GetValues(type).Cast<object>().ToDictionary(value => value.ToString()!));

    public static UsePlan Read(JsonElement json, List<PlanFault> faults) =>
        (UsePlan)ReadRecord(json, PlanQuestions.Root, new(null, null, 0), faults);

    // Paths are written out only for faults: there are none in most plans.
    sealed class Way(Way? outer, string? name, int index)
    {
        public string Path =>
            outer is null ? ""
            : name is null ? PlanPath.Entry(outer.Path, index)
            : To(outer, name);

        public static string To(Way way, string name) => PlanPath.Join(way.Path, name);
    }

    static object ReadRecord(JsonElement json, PlanQuestion question, Way way, List<PlanFault> faults)
    {
        var record = Activator.CreateInstance(question.Type)!;
        var seen = 0UL;
        HashSet<string>? unknown = null;
        var expected = 0;
        foreach (var member in json.EnumerateObject())
        {
            var index = IndexOf(question.Children, member, expected);
            if (index < 0)
            {
                var isNew = (unknown ??= []).Add(member.Name);
                faults.Add(new(Way.To(way, member.Name), isNew ? PlanFaultKind.UnknownMember : PlanFaultKind.DuplicateMember, member.Name));
                continue;
            }

            var child = question.Children[index];
            if ((seen & (1UL << index)) != 0)
            {
                faults.Add(new(Way.To(way, child.Name), PlanFaultKind.DuplicateMember, child.Name));
                continue;
            }

            seen |= 1UL << index;
            expected = index + 1;
            if (ReadAnswer(member.Value, child, way, faults) is { } answer)
            {
                child.Reader.Put(record, answer);
            }
        }

        return record;
    }

    // Members mostly come in the order of the form.
    static int IndexOf(IReadOnlyList<PlanQuestion> questions, JsonProperty member, int expected)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var index = (expected + i) % questions.Count;
            if (member.NameEquals(questions[index].Name))
            {
                return index;
            }
        }

        return -1;
    }

    static object? ReadAnswer(JsonElement json, PlanQuestion question, Way way, List<PlanFault> faults)
    {
        switch (question.Kind, json.ValueKind)
        {
            case (_, JsonValueKind.Null):
                return null;
            case (AnswerKind.Group, JsonValueKind.Object):
                return ReadRecord(json, question, new(way, question.Name, 0), faults);
            case (AnswerKind.List or AnswerKind.Choices, JsonValueKind.Array):
                return ReadEntries(json, question, new(way, question.Name, 0), faults);
            case (AnswerKind.Choice, JsonValueKind.String):
                return ReadChoice(json, question, new(way, question.Name, 0), faults);
            case (AnswerKind.YesNo, JsonValueKind.True or JsonValueKind.False):
                return json.GetBoolean();
            case (AnswerKind.Text, JsonValueKind.String):
                return ReadText(json.GetString()!, question, way, faults);
            case (AnswerKind.Number, JsonValueKind.Number) when json.TryGetInt32(out var number):
                return number is >= 0 and <= PlanJson.LargestNumber
                    ? number
                    : Faulty(faults, Way.To(way, question.Name), PlanFaultKind.OutOfRange, $"0 … {PlanJson.LargestNumber}");
            case (AnswerKind.Date, JsonValueKind.String):
                return DateOnly.TryParseExact(
                    json.GetString(),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                )
                    ? InRange(date, question, way, faults)
                    : Faulty(faults, Way.To(way, question.Name), PlanFaultKind.BadDate, Shortened(json.GetString()!));
            default:
                return Faulty(
                    faults,
                    Way.To(way, question.Name),
                    PlanFaultKind.WrongType,
                    $"{json.ValueKind} instead of {(question.Kind == AnswerKind.Number ? "a whole number" : question.Kind)}"
                );
        }
    }

    static object? InRange(DateOnly day, PlanQuestion question, Way way, List<PlanFault> faults) =>
        day >= PlanJson.FirstDay && day <= PlanJson.LastDay
            ? day
            : Faulty(
                faults,
                Way.To(way, question.Name),
                PlanFaultKind.FarDate,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day:yyyy-MM-dd}, not from {PlanJson.FirstDay:yyyy-MM-dd} to {PlanJson.LastDay:yyyy-MM-dd}"
                )
            );

    // What stands in a contact's field is personal: the detail never repeats it.
    static object? ReadText(string text, PlanQuestion question, Way way, List<PlanFault> faults) =>
        text.Length > PlanJson.LongestAnswer
            ? Faulty(
                faults,
                Way.To(way, question.Name),
                PlanFaultKind.TooLong,
                $"{text.Length} characters, at most {PlanJson.LongestAnswer}"
            )
            : question.Pattern switch
            {
                "contacts[].mail" when !TextInput.IsMail(text) => Faulty(
                    faults,
                    Way.To(way, question.Name),
                    PlanFaultKind.BadMail,
                    "no mail address"
                ),
                "contacts[].phone" when !TextInput.IsPhone(text) => Faulty(
                    faults,
                    Way.To(way, question.Name),
                    PlanFaultKind.BadPhone,
                    "no telephone number"
                ),
                "service.url" or "compliance.selfCheck.publishedUrl" or "checkSheet[].evidenceUrl" when !TextInput.IsWebAddress(text) =>
                    Faulty(faults, Way.To(way, question.Name), PlanFaultKind.BadUrl, Shortened(text)),
                "compliance.storageCountry" when !TextInput.IsCountry(text) => Faulty(
                    faults,
                    Way.To(way, question.Name),
                    PlanFaultKind.BadCountry,
                    Shortened(text)
                ),
                _ => text,
            };

    // A list in which nothing could be read is unanswered: empty means that there is none of them.
    static IList? ReadEntries(JsonElement json, PlanQuestion question, Way way, List<PlanFault> faults)
    {
        List<object> entries = [];
        var i = 0;
        foreach (var entry in json.EnumerateArray())
        {
            if (i == PlanJson.MostEntries)
            {
                faults.Add(new(way.Path, PlanFaultKind.TooMany, $"{json.GetArrayLength()} entries, at most {PlanJson.MostEntries}"));
                break;
            }

            Way place = new(way, null, i++);
            var value = (question.Kind, entry.ValueKind) switch
            {
                (AnswerKind.List, JsonValueKind.Object) => ReadRecord(entry, question, place, faults),
                (AnswerKind.Choices, JsonValueKind.String) => ReadChoice(entry, question, place, faults),
                _ => Faulty(
                    faults,
                    place.Path,
                    PlanFaultKind.WrongType,
                    $"{entry.ValueKind} instead of {(question.Kind == AnswerKind.List ? "an object" : "a choice")}"
                ),
            };
            if (value is not null)
            {
                entries.Add(value);
            }
        }

        return i > 0 && entries.Count == 0 ? null : PlanQuestions.ListOf(question, entries);
    }

    static object? ReadChoice(JsonElement json, PlanQuestion question, Way way, List<PlanFault> faults) =>
        valuesByName[question.EnumType!].GetValueOrDefault(json.GetString()!)
        ?? Faulty(faults, way.Path, PlanFaultKind.UnknownValue, Shortened(json.GetString()!));

    static object? Faulty(List<PlanFault> faults, string path, PlanFaultKind kind, string detail)
    {
        faults.Add(new(path, kind, detail));
        return null;
    }

    static string Shortened(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 79), "…");
}
