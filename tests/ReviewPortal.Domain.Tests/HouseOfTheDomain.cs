using System.Xml.Linq;
using ReviewPortal.Domain;

namespace ReviewPortal;

public class TheDomain
{
    [Fact]
    public void References_no_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(Docs.Root, "src", "ReviewPortal.Domain", "ReviewPortal.Domain.csproj"));

        Assert.DoesNotContain(project.Descendants(), element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
    }

    [Fact]
    public void Uses_only_the_base_library() =>
        Assert.All(
            typeof(Act).Assembly.GetReferencedAssemblies(),
            assembly => Assert.StartsWith("System", assembly.Name, StringComparison.Ordinal)
        );
}
