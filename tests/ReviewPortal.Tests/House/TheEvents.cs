using System.Reflection;
using System.Text;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.House;

public class TheEvents
{
    static readonly IReadOnlyList<Type> All =
    [
        .. typeof(Event)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Event)))
            .OrderBy(type => type.Namespace, StringComparer.Ordinal)
            .ThenBy(type => type.Name, StringComparer.Ordinal),
    ];

    [Fact]
    public void Are_named_once_whatever_they_are_about() => Assert.Equal(All.Count, All.Select(type => type.Name).Distinct().Count());

    [Fact]
    public void Hold_values_and_never_a_thing_that_changes() =>
        Assert.All(
            All.SelectMany(type => type.GetProperties()),
            value => Assert.False(value.PropertyType.IsSubclassOf(typeof(Aggregate)), $"{value.DeclaringType}.{value.Name}")
        );

    [Fact]
    public void Are_printed_in_the_documents()
    {
        var text = new StringBuilder("# Events\n\nPrinted from the records. `dotnet dev.cs docs` prints it anew.\n\n");
        text.AppendLine(
            "Each is stored with the person, the instant (UTC) and a number without gaps within its stream. *Internal* ones never reach"
        );
        text.AppendLine("the applicant, not even as a gap in a list.\n");
        text.AppendLine("| about | event | values | applicant |").AppendLine("| --- | --- | --- | --- |");
        foreach (var type in All)
        {
            var values = type.GetConstructors()[0].GetParameters().Select(value => $"{value.Name}: {Name(value)}");
            var told =
                type.Namespace != typeof(Application).Namespace ? "–"
                : type.IsAssignableTo(typeof(IInternal)) ? "internal"
                : "is told";
            text.AppendLine($"| {type.Namespace!.Split('.')[^1]} | `{type.Name}` | {string.Join(" · ", values)} | {told} |");
        }

        Docs.MustMatch("events.md", text.ToString());
    }

    static string Name(ParameterInfo value) =>
        Name(value.ParameterType)
        + (
            !value.ParameterType.IsValueType && new NullabilityInfoContext().Create(value).ReadState == NullabilityState.Nullable
                ? " or none"
                : ""
        );

    static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? $"{Name(inner)} or none"
        : type.IsGenericType ? $"list of {Name(type.GetGenericArguments()[0])}"
        : type == typeof(string) ? "text"
        : type == typeof(int) ? "number"
        : type == typeof(DateOnly) ? "day"
        : type.Name;
}
