using System.Text;
using System.Text.RegularExpressions;

namespace AgriMarket.Web.Tests.House;

/// <summary>
/// The pieces of a Razor file that house rules ask about. It knows as much of the language as this house uses, and leaves
/// errors to the compiler.
/// </summary>
internal sealed class RazorDocument
{
    private static readonly HashSet<string> Statements = ["if", "for", "foreach", "while", "switch", "lock", "do", "try", "using"];
    private static readonly HashSet<string> Continuations = ["else", "if", "catch", "finally", "when", "while"];

    private static readonly HashSet<string> DirectiveWords =
        ["page", "inject", "using", "attribute", "layout", "inherits", "implements", "typeparam", "rendermode", "namespace", "preservewhitespace"];

    private static readonly HashSet<string> VoidElements =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private static readonly Regex Entity = new("&#?[A-Za-z0-9]+;");

    private readonly List<RazorPiece> texts = [];
    private readonly List<RazorPiece> code = [];
    private readonly List<RazorPiece> elements = [];
    private readonly List<RazorPiece> directives = [];
    private readonly List<RazorAttribute> attributes = [];
    private readonly string s;
    private int i;

    private RazorDocument(string text) => s = text;

    /// <summary>Text that people read, without entities.</summary>
    public IReadOnlyList<RazorPiece> Texts => texts;

    /// <summary>All C#: expressions, statements, values of component parameters, the code block.</summary>
    public IReadOnlyList<RazorPiece> Code => code;

    /// <summary>Names of the elements and components used.</summary>
    public IReadOnlyList<RazorPiece> Elements => elements;

    /// <summary>Directives without their @, such as <c>page "/cart"</c>.</summary>
    public IReadOnlyList<RazorPiece> Directives => directives;

    public IReadOnlyList<RazorAttribute> Attributes => attributes;

    /// <summary>The lines that @code blocks take.</summary>
    public int CodeBlockLines { get; private set; }

    public static RazorDocument Parse(string text)
    {
        var document = new RazorDocument(text);
        var depth = 0;
        while (document.i < text.Length)
        {
            document.MarkupStep(ref depth);
        }

        return document;
    }

    private int Line(int index) => s.AsSpan(0, index).Count('\n') + 1;

    private bool At(string word) => CSharpText.At(s, i, word);

    private void SkipPast(string word) => i = CSharpText.After(s, i, word);

    private void SkipSpace()
    {
        while (i < s.Length && char.IsWhiteSpace(s[i]))
        {
            i++;
        }
    }

    private string Word()
    {
        var start = i;
        while (i < s.Length && (char.IsLetterOrDigit(s[i]) || s[i] == '_'))
        {
            i++;
        }

        return s[start..i];
    }

    private void AddCode(int start) => code.Add(new(s[start..i], Line(start)));

    /// <summary>Reads one thing of the markup; <paramref name="depth"/> follows the elements that are open.</summary>
    private void MarkupStep(ref int depth)
    {
        if (At("@*"))
        {
            SkipPast("*@");
        }
        else if (At("@@"))
        {
            i += 2;
        }
        else if (s[i] == '@' && (i == 0 || !char.IsLetterOrDigit(s[i - 1])))
        {
            Transition();
        }
        else if (At("<!--"))
        {
            SkipPast("-->");
        }
        else if (At("<!"))
        {
            SkipPast(">");
        }
        else if (At("</"))
        {
            SkipPast(">");
            depth--;
        }
        else if (s[i] == '<' && i + 1 < s.Length && char.IsLetter(s[i + 1]))
        {
            depth += OpenTag() ? 1 : 0;
        }
        else
        {
            Text();
        }
    }

    private void Text()
    {
        var start = i++;
        while (i < s.Length && s[i] is not ('<' or '@' or '\n'))
        {
            i++;
        }

        var text = Entity.Replace(s[start..i], " ");
        if (!string.IsNullOrWhiteSpace(text))
        {
            texts.Add(new(text.Trim(), Line(start)));
        }
    }

    /// <summary>Reads from an @ on: a directive, a statement, a block or an expression.</summary>
    private void Transition()
    {
        var lineStart = s.AsSpan(0, i).LastIndexOf('\n') is var newLine && s.AsSpan(newLine + 1, i - newLine - 1).IsWhiteSpace();
        var start = ++i;
        if (i >= s.Length || s[i] is not ('(' or '{' or '_') && !char.IsLetter(s[i]))
        {
            return;
        }

        if (s[i] == '{')
        {
            CodeBlock();
            return;
        }

        if (s[i] == '(')
        {
            i = CSharpText.AfterBrackets(s, i);
            AddCode(start);
            return;
        }

        var word = Word();
        var afterWord = i;
        SkipSpace();
        var next = i < s.Length ? s[i] : ' ';
        i = afterWord;
        if (word is "code" or "functions" && next == '{')
        {
            SkipSpace();
            i = CSharpText.AfterBrackets(s, i);
            AddCode(start + word.Length);
            CodeBlockLines += Line(i - 1) - Line(start) + 1;
        }
        else if (Statements.Contains(word) && next is '(' or '{' && (word is "do" or "try" || next == '('))
        {
            Statement();
        }
        else if (lineStart && DirectiveWords.Contains(word) && i < s.Length && char.IsWhiteSpace(s[i]))
        {
            SkipPast("\n");
            directives.Add(new(s[start..i].Trim(), Line(start)));
        }
        else
        {
            Expression(word == "await");
            AddCode(start);
        }
    }

    /// <summary>The rest of an implicit expression: calls, indexers and members.</summary>
    private void Expression(bool awaited)
    {
        if (awaited)
        {
            SkipSpace();
            Word();
        }

        while (i < s.Length)
        {
            var question = s[i] is '?' or '!' ? 1 : 0;
            var sign = i + question < s.Length ? s[i + question] : ' ';
            if (sign is '(' or '[' && (question == 0 || sign == '['))
            {
                i = CSharpText.AfterBrackets(s, i + question);
            }
            else if (sign == '.' && i + question + 1 < s.Length && char.IsLetter(s[i + question + 1]))
            {
                i += question + 1;
                Word();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A condition with its block, and the else, catch or while that belong to it.</summary>
    private void Statement()
    {
        while (true)
        {
            SkipSpace();
            if (i < s.Length && s[i] == '(')
            {
                var start = i;
                i = CSharpText.AfterBrackets(s, i);
                AddCode(start);
                SkipSpace();
            }

            if (i < s.Length && s[i] == '{')
            {
                CodeBlock();
            }

            var end = i;
            SkipSpace();
            if (!Continuations.Contains(Word()))
            {
                i = end;
                return;
            }
        }
    }

    /// <summary>Statements in braces, with elements between them.</summary>
    private void CodeBlock()
    {
        var start = i;
        var depth = 0;
        var elementMayBegin = false;
        do
        {
            if (elementMayBegin && (At("@:") || At("<") && i + 1 < s.Length && char.IsLetter(s[i + 1])))
            {
                AddCode(start);
                MarkupInCode();
                start = i;
            }
            else if (At("@*"))
            {
                SkipPast("*@");
            }
            else if (CSharpText.AfterWord(s, i) is { } after)
            {
                elementMayBegin &= s[i] == '/';
                i = after;
            }
            else if (s[i] == '@')
            {
                Transition();
                elementMayBegin = true;
            }
            else
            {
                depth += s[i] switch { '{' => 1, '}' => -1, _ => 0 };
                elementMayBegin = s[i] is '{' or '}' or ';' or ':' || elementMayBegin && char.IsWhiteSpace(s[i]);
                i++;
            }
        }
        while (depth > 0 && i < s.Length);
        AddCode(start);
    }

    /// <summary>One element with all it holds, or the rest of a line after <c>@:</c>.</summary>
    private void MarkupInCode()
    {
        var depth = 0;
        if (At("@:"))
        {
            i += 2;
            while (i < s.Length && s[i] != '\n')
            {
                MarkupStep(ref depth);
            }

            return;
        }

        do
        {
            MarkupStep(ref depth);
        }
        while (depth > 0 && i < s.Length);
    }

    /// <summary>True when content follows.</summary>
    private bool OpenTag()
    {
        var line = Line(i);
        var start = ++i;
        while (i < s.Length && (char.IsLetterOrDigit(s[i]) || s[i] is '-' or '.' or '_'))
        {
            i++;
        }

        var name = s[start..i];
        elements.Add(new(name, line));
        while (true)
        {
            SkipSpace();
            if (i >= s.Length || At("/>"))
            {
                i += 2;
                return false;
            }

            if (s[i] == '>')
            {
                i++;
                break;
            }

            Attribute(name);
        }

        if (name is "script" or "style")
        {
            SkipPast($"</{name}>");
            return false;
        }

        return !VoidElements.Contains(name);
    }

    private void Attribute(string element)
    {
        var start = i++;
        while (i < s.Length && !char.IsWhiteSpace(s[i]) && s[i] is not ('=' or '>' or '/'))
        {
            i++;
        }

        var name = s[start..i];
        SkipSpace();
        if (i >= s.Length || s[i] != '=')
        {
            attributes.Add(new(element, name, "", Line(start)));
            return;
        }

        i++;
        SkipSpace();
        var valueStart = i;
        var literal = Value();
        attributes.Add(new(element, name, literal, Line(start)));
        if (name[0] == '@' || char.IsUpper(element[0]))
        {
            code.Add(new(literal, Line(valueStart)));
        }
    }

    /// <summary>Reads an attribute's value and gives back what of it is literal.</summary>
    private string Value()
    {
        var literal = new StringBuilder();
        var quote = i < s.Length && s[i] is '"' or '\'' ? s[i++] : (char?)null;
        while (i < s.Length && (quote is null ? !char.IsWhiteSpace(s[i]) && s[i] != '>' : s[i] != quote))
        {
            if (s[i] == '@' && !At("@@") && (literal.Length == 0 || !char.IsLetterOrDigit(literal[^1])))
            {
                Transition();
            }
            else
            {
                literal.Append(s[i++]);
            }
        }

        i += quote is null ? 0 : 1;
        return literal.ToString();
    }
}
