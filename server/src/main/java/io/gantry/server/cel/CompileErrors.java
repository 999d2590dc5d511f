package io.gantry.server.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an expression, in the words of cel-go, which Kubernetes hands on: cel-java finds the same faults at the
 * same places, but names some of them otherwise. Pure.
 */
final class CompileErrors {
    /** More are counted, not shown. */
    private static final int MAX_SHOWN = 100;

    /** A longer line is not shown, in bytes of UTF-8. */
    private static final int MAX_LINE = 16_384;

    private static final int MAX_DEPTH = 250;

    private static final String NO_OVERLOAD = "found no matching overload for ";
    private static final String MISMATCHED = "mismatched input ";

    /** How messages of the parser's generator begin, as opposed to those of the parser itself. */
    private static final List<String> SYNTAX = List.of(
            MISMATCHED,
            "extraneous input ",
            "missing ",
            "no viable alternative at input ",
            "token recognition error at: ",
            "error recovery attempt limit exceeded");

    private static final Pattern RESERVED = Pattern.compile("no viable alternative at input '.(true|false|null)'");
    private static final Pattern EXPECTING = Pattern.compile("(?s)^(mismatched input .* expecting )\\{(.*)\\}$");
    private static final Pattern TOKEN = Pattern.compile("'[^']+'|<EOF>|[A-Z_]+");

    /** What may follow an operand: the generator of cel-go does not list it where one certain token must follow. */
    private static final List<String> CONTINUATIONS = List.of(
            "'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'", "'&&'", "'||'", "'['", "'.'", "'-'", "'?'", "'+'",
            "'*'", "'/'", "'%'", "','");

    private static final Pattern OPERANDS =
            Pattern.compile("^found no matching overload for '(_&&_|_\\|\\|_)' applied to '\\((.*)\\)'");
    private static final Pattern VARIABLE_TYPE = Pattern.compile("%[A-Za-z]+[0-9]+");

    private final CelSource source;
    private final @Nullable CelAbstractSyntaxTree parsed;
    private final List<Found> all = new ArrayList<>();

    private record Found(CelSourceLocation at, String message) {}

    private CompileErrors(CelSource source, @Nullable CelAbstractSyntaxTree parsed) {
        this.source = source;
        this.parsed = parsed;
    }

    /**
     * All issues, each with the line that it is about, and the place marked.
     *
     * @param parsed the expression, if it could be parsed
     */
    static String text(CelSource source, Collection<CelIssue> issues, @Nullable CelAbstractSyntaxTree parsed) {
        CompileErrors errors = new CompileErrors(source, parsed);
        issues.forEach(issue -> errors.add(issue.getSourceLocation(), issue.getMessage()));
        errors.all.sort(Comparator.comparingInt((Found each) -> each.at().getLine())
                .thenComparingInt(each -> each.at().getColumn()));
        String shown = errors.all.stream().limit(MAX_SHOWN).map(errors::display).collect(Collectors.joining("\n"));
        int more = errors.all.size() - MAX_SHOWN;
        return more > 0 ? shown + "\n" + more + " more errors were truncated" : shown;
    }

    private void add(CelSourceLocation at, String message) {
        if (message.startsWith("Expression recursion limit exceeded")) {
            all.add(new Found(CelSourceLocation.NONE, tooDeep()));
            return;
        }
        if (SYNTAX.stream().anyMatch(message::startsWith)) {
            all.add(new Found(at, "Syntax error: " + syntax(message.replace("%%", "%"))));
        } else if (message.startsWith(NO_OVERLOAD)) {
            overload(at, message);
        } else if (!message.startsWith("Message type resolution failure")
                && !message.equals("unsupported identifier")) {
            all.add(new Found(at, types(plain(at, message))));
        }
    }

    /** Brackets within brackets are told from operators after operators. */
    private String tooDeep() {
        int depth = 0;
        int deepest = 0;
        for (int c : source.getContent().toString().codePoints().toArray()) {
            switch (c) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth--;
                default -> {}
            }
        }
        return deepest >= MAX_DEPTH
                ? "expression recursion limit exceeded: " + MAX_DEPTH
                : "max recursion depth exceeded";
    }

    private static String syntax(String message) {
        Matcher reserved = RESERVED.matcher(message);
        if (reserved.find()) {
            return reserved.replaceAll("mismatched input '$1' expecting IDENTIFIER");
        }
        Matcher expecting = EXPECTING.matcher(message);
        if (!expecting.find()) {
            return message;
        }
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(expecting.group(2));
        while (token.find()) {
            tokens.add(token.group());
        }
        boolean afterOperand = tokens.contains("'=='");
        tokens.removeAll(CONTINUATIONS);
        return afterOperand && tokens.size() == 1 ? expecting.group(1) + tokens.getFirst() : message;
    }

    /** Where both sides must be true or false, the side that is not is to blame. */
    private void overload(CelSourceLocation at, String message) {
        Matcher operands = OPERANDS.matcher(message);
        CelExpr call = operands.find() ? call(operands.group(1), at) : null;
        if (call == null) {
            int candidates = message.indexOf(" (candidates: ");
            all.add(new Found(at, types(candidates < 0 ? message : message.substring(0, candidates))));
            return;
        }
        List<String> given = split(operands.group(2));
        for (int i = 0; i < given.size(); i++) {
            String type = types(given.get(i));
            if (!type.equals("bool") && !type.equals("dyn") && !type.equals("*error*")) {
                CelSourceLocation place = place(call.call().args().get(i));
                all.add(new Found(place, "expected type 'bool' but found '" + type + "'"));
            }
        }
    }

    private @Nullable CelExpr call(String function, CelSourceLocation at) {
        if (parsed == null) {
            return null;
        }
        return CelNavigableAst.fromAst(parsed)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .filter(e -> e.getKind() == CelExpr.ExprKind.Kind.CALL
                        && e.call().function().equals(function)
                        && place(e).equals(at))
                .findFirst()
                .orElse(null);
    }

    private CelSourceLocation place(CelExpr e) {
        CelSource positions = Objects.requireNonNull(parsed).getSource();
        return Optional.ofNullable(positions.getPositionsMap().get(e.id()))
                .flatMap(positions::getOffsetLocation)
                .orElse(CelSourceLocation.NONE);
    }

    /** The types of a signature, which may themselves have several. */
    private static List<String> split(String types) {
        List<String> all = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < types.length(); i++) {
            switch (types.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        all.add(types.substring(begin, i).strip());
                        begin = i + 1;
                    }
                }
                default -> {}
            }
        }
        all.add(types.substring(begin).strip());
        return all;
    }

    /** Names of types as cel-go's checker has them; one that is still open may be anything. */
    private static String types(String message) {
        String named = message.replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration");
        return named.startsWith("undeclared reference")
                ? message
                : VARIABLE_TYPE.matcher(named).replaceAll("dyn");
    }

    /** What is wrong with literals and macros. */
    private String plain(CelSourceLocation at, String message) {
        if (message.equals("The argument must be a simple name")) {
            return mapped(at) ? "argument is not an identifier" : "argument must be a simple name";
        }
        if (message.startsWith("The iteration variable ")) {
            return "iteration variable overwrites accumulator variable";
        }
        if (message.startsWith("For input string: ")) {
            return "invalid int literal";
        }
        if (message.startsWith("String value ") && message.contains("unsigned long")) {
            return "invalid uint literal";
        }
        if (message.equals("Invalid unicode code point")) {
            return "invalid unicode code point";
        }
        if (message.equals("unsupported syntax '`'")) {
            return "unsupported syntax: '`'";
        }
        return message.startsWith("Illegal escape sequence: ") ? "unable to unescape string" : message;
    }

    /** Whether the first argument of {@code map} or {@code filter} is here: they complain in other words than the others. */
    private boolean mapped(CelSourceLocation at) {
        String line = line(at.getLine());
        String before =
                line.substring(0, line.offsetByCodePoints(0, at.getColumn())).stripTrailing();
        int open = before.lastIndexOf('(');
        String function = open < 0 ? "" : before.substring(0, open).stripTrailing();
        return function.endsWith(".map") || function.endsWith(".filter");
    }

    private String line(int number) {
        return number < 1 ? "" : source.getSnippet(number).orElse("");
    }

    private String display(Found found) {
        CelSourceLocation at = found.at();
        StringBuilder text = new StringBuilder("ERROR: ")
                .append(source.getDescription())
                .append(':')
                .append(at.getLine())
                .append(':')
                .append(at.getColumn() + 1)
                .append(": ")
                .append(found.message());
        String line = line(at.getLine()).replace('\t', ' ');
        if (at.getLine() > 0 && line.length() <= MAX_LINE) {
            text.append("\n | ").append(line).append("\n | ");
            int[] characters = line.codePoints().limit(at.getColumn() + 1L).toArray();
            for (int i = 0; i < at.getColumn(); i++) {
                text.append(i < characters.length && characters[i] > 0x7f ? '\uff0e' : '.');
            }
            text.append(characters.length > at.getColumn() && characters[at.getColumn()] > 0x7f ? '\uff3e' : '^');
        }
        return text.toString();
    }
}
