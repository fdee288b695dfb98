using FluentValidation;

namespace ReviewPortal.Shell;

/// <summary>Lets a form ask a validator about one field at a time.</summary>
public static class FormRules
{
    /// <summary>For <c>MudForm.Validation</c>: takes the model and the name of a property, answers with the messages for it.</summary>
    public static Func<object, string, Task<IEnumerable<string>>> For<T>(IValidator<T> validator) =>
        async (model, property) =>
        {
            var one = ValidationContext<T>.CreateWithOptions((T)model, options => options.IncludeProperties(property));
            var result = await validator.ValidateAsync(one);
            return result.Errors.Select(error => error.ErrorMessage);
        };

    /// <summary>Every fault of the model, for the summary.</summary>
    /// <param name="idOf">The id of the control for a property's name.</param>
    public static async Task<IReadOnlyList<FormFault>> FaultsAsync<T>(IValidator<T> validator, T model, Func<string, string> idOf)
    {
        var result = await validator.ValidateAsync(model);
        return [.. result.Errors.Select(error => new FormFault(idOf(error.PropertyName), error.ErrorMessage))];
    }
}
