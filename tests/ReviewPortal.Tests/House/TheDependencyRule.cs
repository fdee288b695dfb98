namespace ReviewPortal.House;

/// <summary>Features → Access → Data → Domain → nothing; Features → Shell → Domain. Each arrow may skip ahead, none turns back.</summary>
public class TheDependencyRule
{
    /// <summary>What a layer may use besides itself, the domain, and what stands beside all layers.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Features"] = ["Shell", "Access", "Data", "Documents", "Mail"],
        ["Shell"] = ["Access"], // Who is signed in, and what the person has typed and not sent; never a row.
        ["Access"] = ["Data"],
        ["Data"] = [],
        ["Documents"] = [],
        ["Mail"] = ["Access", "Data"], // What is sent, and that only those get it who may see what it is about.
        ["Commands"] = ["Features", "Access", "Data", "Documents"],
        ["Api"] = ["Features", "Access"],
    };

    /// <summary>What stands beside all layers: addresses, words and settings.</summary>
    static readonly string[] Common = ["Links", "Wording", "ReviewSettings", "LetterSettings", "FileSettings", "SettingsFault"];

    static readonly IReadOnlyList<(Type User, Type Used)> Uses = Dependencies.In(typeof(Links).Assembly);

    [Fact]
    public void Is_kept_by_every_layer()
    {
        var broken =
            from use in Uses
            let user = LayerOf(use.User)
            let used = LayerOf(use.Used)
            where user.Length > 0 && used.Length > 0 && user != used && !Allowed[user].Contains(used)
            select $"{use.User} uses {use.Used}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Keeps_features_apart()
    {
        var broken =
            from use in Uses
            where LayerOf(use.User) == "Features" && LayerOf(use.Used) == "Features" && use.User.Namespace != use.Used.Namespace
            select $"{use.User} uses {use.Used}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Lets_the_layers_use_nothing_of_what_puts_them_together()
    {
        var broken =
            from use in Uses
            where LayerOf(use.User).Length > 0 && use.Used.Namespace == "ReviewPortal" && !Common.Contains(use.Used.Name)
            select $"{use.User} uses {use.Used}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Knows_every_layer_there_is() =>
        Assert.Equal(
            Allowed.Keys.Order(),
            typeof(Links).Assembly.GetTypes().Select(LayerOf).Where(layer => layer.Length > 0).Distinct().Order()
        );

    [Fact]
    public void Would_notice_a_use_that_stands_only_inside_a_method()
    {
        // Program.cs calls the features' Map methods and names them nowhere else.
        Assert.Contains(Uses, use => use.User.Name == "Program" && LayerOf(use.Used) == "Features");
        Assert.Contains(Uses, use => LayerOf(use.User) == "Features" && use.Used == typeof(Links));
    }

    static string LayerOf(Type type) => type.Namespace?.Split('.') is ["ReviewPortal", var layer, ..] ? layer : "";
}
