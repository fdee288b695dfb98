using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>The public wire format of an assessment. Messages are in Japanese.</summary>
public static partial class AssessmentJson
{
    /// <summary>The assessment's JSON. Japanese stands unescaped, so this is not to be pasted into HTML as it is.</summary>
    public static string Write(Assessment assessment, bool indented = false)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, JsonTexts.Options(indented)))
        {
            Write(writer, assessment);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The flag's wire name, e.g. <c>THIRD_PARTY</c>.</summary>
    public static string NameOf(Flag flag) => WordStart().Replace(flag.ToString(), "_").ToUpperInvariant();

    /// <summary>What a change sets, in the wire's words: the value, <c>dropped</c>, <c>empty</c>, <c>without VALUE</c>, <c>no offer</c>.</summary>
    public static string TextOf(AnswerChange change) =>
        change.Kind switch
        {
            ChangeKind.Set => change.To!,
            ChangeKind.Without => $"without {change.To}",
            ChangeKind.Dropped => "dropped",
            ChangeKind.Emptied => "empty",
            ChangeKind.NoOffer => "no offer",
            _ => throw new InvalidOperationException($"No such change: {change.Kind}."),
        };

    static void Write(Utf8JsonWriter writer, Assessment assessment)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("ruleSet");
        writer.WriteString("id", assessment.RuleSet.Id);
        writer.WriteNumber("revision", assessment.RuleSet.Revision);
        writer.WriteEndObject();
        writer.WriteString("asOf", assessment.AsOf.ToString("O"));
        writer.WriteString("scope", assessment.Scope.ToString());
        writer.WriteString("useType", assessment.UseType.ToString());
        writer.WriteString("nearest", assessment.Nearest?.ToString());
        Texts(writer, "secondary", assessment.Secondary.Select(type => type.ToString()));
        writer.WriteString("route", assessment.Route.ToString());
        Texts(writer, "flags", assessment.Flags.Select(NameOf));
        List(writer, "functions", assessment.Functions, Write);
        List(writer, "findings", assessment.Findings, Write);
        Texts(writer, "unanswered", assessment.Unanswered);
        List(writer, "whatWouldChange", assessment.WhatWouldChange, Write);
        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, FunctionAssessment function)
    {
        Text(writer, "name", function.Name);
        writer.WriteString("useType", function.UseType.ToString());
        writer.WriteString("nearest", function.Nearest?.ToString());
        Texts(writer, "because", function.Because);
    }

    static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("outcome", finding.Outcome.ToString());
        writer.WriteString("severity", finding.Severity.ToString());
        Text(writer, "function", finding.Function);
        writer.WriteStartObject("citation");
        writer.WriteString("document", finding.Citation.Document);
        writer.WriteString("edition", finding.Citation.Edition);
        writer.WriteString("section", finding.Citation.Section);
        writer.WriteBoolean("confirmed", finding.Citation.Confirmed);
        writer.WriteEndObject();
        Texts(writer, "answers", finding.Answers);
        writer.WriteString("message", finding.Message.Ja);
        if (finding.LookUps.Count > 0)
        {
            List(
                writer,
                "lookUps",
                finding.LookUps,
                (json, failed) =>
                {
                    json.WriteString("name", failed.Name);
                    json.WriteString("why", failed.Why.Ja);
                }
            );
        }
    }

    static void Write(Utf8JsonWriter writer, PossibleChange possible)
    {
        List(
            writer,
            "change",
            possible.Changes,
            (json, change) =>
            {
                json.WriteString("path", change.Path);
                json.WriteString("to", TextOf(change));
            }
        );
        writer.WriteStartObject("to");
        writer.WriteString("useType", possible.UseType.ToString());
        writer.WriteString("route", possible.Route.ToString());
        writer.WriteEndObject();
    }

    static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        writer.WritePropertyName(name);
        if (text is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteText(text);
        }
    }

    static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    static void List<T>(Utf8JsonWriter writer, string name, IEnumerable<T> entries, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            write(writer, entry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    [GeneratedRegex("(?<=.)(?=[A-Z])")]
    private static partial Regex WordStart();
}
