using Bunit;
using ReviewPortal.Domain.Documents;

namespace ReviewPortal.Shell.Plans;

public sealed class LettersOnScreen : PortalTest
{
    [Theory]
    [InlineData("ja-JP", "R8-0001（第2版）")]
    [InlineData("en-GB", "R8-0001 (version 2)")]
    public void Are_numbered_in_the_language_of_the_screen(string culture, string number)
    {
        Speak(culture);

        var list = Render<LetterList>(p => p.Add(one => one.Letters, [Receipt("R8-0001（第2版）"), Receipt("情流第123号")]));

        var numbers = list.FindAll("li > div:first-child").Select(line => line.TextContent).ToList();
        Assert.Contains(number, numbers[0], StringComparison.Ordinal);
        Assert.Contains("情流第123号", numbers[1], StringComparison.Ordinal);
    }

    static LetterLine Receipt(string number) => new(Guid.NewGuid(), LetterKind.Receipt, number, new(2026, 3, 5), Stands: true, Version: 1);
}
