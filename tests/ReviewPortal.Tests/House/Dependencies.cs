using System.Reflection;
using System.Reflection.Emit;

namespace ReviewPortal.House;

/// <summary>Which types of the portal use which, read from the compiled program: a forgotten <c>using</c> or a full name hides nothing.</summary>
static class Dependencies
{
    const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Every pair of types, by the outermost type on each side, without doubles.</summary>
    public static IReadOnlyList<(Type User, Type Used)> In(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .SelectMany(type =>
                    UsedBy(type).Where(used => used.Assembly == assembly).Select(used => (Outermost(type), Outermost(used)))
                )
                .Where(pair => pair.Item1 != pair.Item2)
                .Distinct(),
        ];

    static IEnumerable<Type> UsedBy(Type type)
    {
        IEnumerable<Type?> used =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.GetFields(Everything).Select(field => field.FieldType),
            .. type.GetProperties(Everything).Select(property => property.PropertyType),
            .. type.GetMethods(Everything).SelectMany(method => UsedBy(method).Prepend(method.ReturnType)),
            .. type.GetConstructors(Everything).SelectMany(UsedBy),
        ];
        return used.OfType<Type>().SelectMany(Parts);
    }

    static IEnumerable<Type> UsedBy(MethodBase method)
    {
        var body = method.GetMethodBody();
        return method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Concat(body?.LocalVariables.Select(local => local.LocalType) ?? [])
            .Concat(body?.GetILAsByteArray() is { } code ? Named(code, method) : []);
    }

    // Walks over the instructions and takes the types out of those that name a member or a type.
    static IEnumerable<Type> Named(byte[] code, MethodBase method)
    {
        for (var at = 0; at < code.Length; )
        {
            short value = code[at++];
            if (value == 0xFE)
            {
                value = (short)((0xFE << 8) | code[at++]);
            }

            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                foreach (var type in Resolve(BitConverter.ToInt32(code, at), method))
                {
                    yield return type;
                }
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    static IEnumerable<Type> Resolve(int token, MethodBase method)
    {
        var member = method.Module.ResolveMember(
            token,
            method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );
        IEnumerable<Type?> types = member switch
        {
            Type type => [type],
            MethodInfo called => [called.DeclaringType, called.ReturnType, .. called.GetGenericArguments()],
            { } other => [other.DeclaringType],
            null => [],
        };
        return types.OfType<Type>();
    }

    // List<Case[]> is made of List, of Case and of an array of it.
    static IEnumerable<Type> Parts(Type type)
    {
        while (type.HasElementType)
        {
            type = type.GetElementType()!;
        }

        return type.IsGenericParameter ? []
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
            : [type];
    }

    static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }
}
