using System.Text;
using System.Text.RegularExpressions;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>Reads a plan from a file; what kind of file it is, its content says and not its name.</summary>
public static partial class PlanImport
{
    /// <exception cref="UnreadableFile">It holds no plan in either form.</exception>
    public static ImportReading Read(byte[] file, Wording words)
    {
        if (file.Length == 0)
        {
            throw new UnreadableFile("import.empty");
        }

        var reading = file is [(byte)'P', (byte)'K', ..] ? new PlanWorkbookReader(words).Read(file) : ReadJson(file, words);
        // The template brings one answer along: where nothing else stands, nobody has answered anything.
        return reading.Json == PlanForm.NewDraft ? reading with { Json = null, Answers = 0 } : reading;
    }

    static ImportReading ReadJson(byte[] file, Wording words)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFile("import.not-known");
        }

        // Half a character is refused where it stands, and not the whole file for it.
        var reading = PlanJson.Read(Escapes().Replace(text, escape => escape.Length == Half ? @"\uFFFD" : escape.Value));
        if (reading.Plan is not { } plan)
        {
            throw new UnreadableFile(
                reading.Faults[0].Kind switch
                {
                    PlanFaultKind.TooLarge => "import.too-big",
                    PlanFaultKind.TooDeep or PlanFaultKind.NotAnObject => "import.not-plan",
                    _ => "import.not-known",
                }
            );
        }

        List<ImportFault> faults = [.. reading.Faults.Select(fault => new ImportFault(Where(fault.Path, words), Told(fault, words)))];
        var (answers, kept) = (0, plan);
        foreach (
            var path in PlanCompleteness
                .Asked(plan)
                .Where(path => PlanQuestions.Find(path)!.Kind is not (AnswerKind.Group or AnswerKind.List))
        )
        {
            switch (PlanQuestions.Answer(plan, path))
            {
                case null:
                    break;
                case string written when TextInput.FaultOf(written) is { } unusable:
                    faults.Add(new(Where(path, words), words.Of(unusable)));
                    kept = PlanQuestions.With(kept, path, null);
                    break;
                default:
                    answers++;
                    break;
            }
        }

        return new(answers > 0 ? PlanJson.Write(kept) : null, faults, answers);
    }

    const int Half = 6;

    // Escaped backslashes and whole pairs are passed over, so that what is left of six characters is half a pair.
    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex Escapes();

    // A member that the format does not know has no place in words; the file's own name for it is what its writer can look for.
    static string Where(string path, Wording words) =>
        PlanQuestions.Find(path) is null ? path : words["text.bracketed", path, words.Place(path)];

    static string Told(PlanFault fault, Wording words) =>
        fault.Kind switch
        {
            PlanFaultKind.UnknownMember => words["import.unknown-member"],
            PlanFaultKind.DuplicateMember => words["import.twice"],
            PlanFaultKind.UnknownValue => words["import.unknown-choice", fault.Detail],
            PlanFaultKind.TooMany => words["import.too-many", PlanJson.MostEntries],
            PlanFaultKind.WrongType => words["import.wrong-type"],
            _ => words.Of(fault),
        };
}
