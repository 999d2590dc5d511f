package io.gantry.server.schema;

import io.gantry.api.codec.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path into an object in the notation of kubectl's templates, as printer columns use it: {@code .spec.hosts[0]}, {@code
 * .metadata.labels.app\.kubernetes\.io/name}, {@code .status.conditions[?(@.type=="Ready")].status}. Immutable.
 */
public final class JsonPath {
    private sealed interface Step {}

    private record Field(String name) implements Step {}

    private record Each() implements Step {}

    private record Deep() implements Step {}

    /** Elements from and to a position; a position below zero counts from the end. */
    private record Slice(@Nullable Integer from, @Nullable Integer to, int step) implements Step {}

    private record Index(int at) implements Step {}

    private record Where(
            List<Step> left, String operator, @Nullable Object right) implements Step {}

    private final String text;
    private final List<Step> steps;

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException when it cannot be read */
    public static JsonPath parse(String path) {
        Parser parser = new Parser(path);
        List<Step> steps = parser.steps(false);
        if (parser.at < path.length()) {
            throw new IllegalArgumentException("unrecognized character in action: " + path.substring(parser.at));
        }
        return new JsonPath(path, steps);
    }

    /** Everything in the tree that the path leads to, in order. */
    public List<@Nullable Object> find(@Nullable Object tree) {
        return walk(steps, List.of(new Found(tree)));
    }

    /** Null cannot stand in an immutable list, so values travel in this. */
    private record Found(@Nullable Object value) {}

    private static List<@Nullable Object> walk(List<Step> steps, List<Found> from) {
        List<Found> here = from;
        for (Step step : steps) {
            List<Found> next = new ArrayList<>();
            for (Found found : here) {
                follow(step, found.value(), next);
            }
            here = next;
        }
        List<@Nullable Object> values = new ArrayList<>(here.size());
        here.forEach(found -> values.add(found.value()));
        return values;
    }

    private static void follow(Step step, @Nullable Object value, List<Found> to) {
        switch (step) {
            case Field(String name) -> {
                if (value instanceof Map<?, ?> map && map.containsKey(name)) {
                    to.add(new Found(map.get(name)));
                }
            }
            case Each() -> {
                if (value instanceof List<?> list) {
                    list.forEach(each -> to.add(new Found(each)));
                } else if (value instanceof Map<?, ?> map) {
                    map.values().forEach(each -> to.add(new Found(each)));
                }
            }
            case Deep() -> deep(value, to);
            case Index(int at) -> {
                if (value instanceof List<?> list) {
                    int index = at < 0 ? list.size() + at : at;
                    if (index >= 0 && index < list.size()) {
                        to.add(new Found(list.get(index)));
                    }
                }
            }
            case Slice(Integer from, Integer until, int by) -> {
                if (value instanceof List<?> list) {
                    int size = list.size();
                    int start = from == null ? 0 : Math.max(0, from < 0 ? size + from : from);
                    int end = until == null ? size : Math.min(size, until < 0 ? size + until : until);
                    for (int i = start; i < end; i += by) {
                        to.add(new Found(list.get(i)));
                    }
                }
            }
            case Where where -> {
                if (value instanceof List<?> list) {
                    for (Object each : list) {
                        if (matches(where, each)) {
                            to.add(new Found(each));
                        }
                    }
                }
            }
        }
    }

    private static void deep(@Nullable Object value, List<Found> to) {
        to.add(new Found(value));
        if (value instanceof List<?> list) {
            list.forEach(each -> deep(each, to));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> deep(each, to));
        }
    }

    private static boolean matches(Where where, @Nullable Object element) {
        List<@Nullable Object> left = walk(where.left(), List.of(new Found(element)));
        if (where.operator().isEmpty()) {
            return !left.isEmpty();
        }
        if (left.isEmpty()) {
            return false;
        }
        Object a = left.getFirst();
        Object b = where.right();
        if (where.operator().equals("==") || where.operator().equals("!=")) {
            boolean same = a instanceof Number x && b instanceof Number y
                    ? x.doubleValue() == y.doubleValue()
                    : Objects.equals(a, b);
            return same == where.operator().equals("==");
        }
        int order;
        if (a instanceof Number x && b instanceof Number y) {
            order = Double.compare(x.doubleValue(), y.doubleValue());
        } else if (a instanceof String x && b instanceof String y) {
            order = x.compareTo(y);
        } else {
            return false;
        }
        return switch (where.operator()) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** A value as kubectl's templates print it: texts plain, objects and lists as JSON. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case Map<?, ?> map -> new String(Tree.toJson(map), StandardCharsets.UTF_8);
            case List<?> list -> new String(Tree.toJson(list), StandardCharsets.UTF_8);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        return text;
    }

    private static final class Parser {
        private final String text;
        int at;

        Parser(String text) {
            this.text = text;
        }

        /** @param inFilter a filter's side ends at an operator, a blank or the closing parenthesis */
        List<Step> steps(boolean inFilter) {
            List<Step> steps = new ArrayList<>();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '.') {
                    at++;
                    if (at < text.length() && text.charAt(at) == '.') {
                        steps.add(new Deep());
                        at++;
                    }
                    if (at < text.length() && text.charAt(at) != '[') {
                        name(steps, inFilter);
                    }
                } else if (c == '[') {
                    at++;
                    steps.add(bracket());
                } else {
                    break;
                }
            }
            return steps;
        }

        private void name(List<Step> steps, boolean inFilter) {
            StringBuilder name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '\\' && at + 1 < text.length()) {
                    name.append(text.charAt(at + 1));
                    at += 2;
                    continue;
                }
                if (c == '.' || c == '[' || (inFilter && " =!<>)".indexOf(c) >= 0)) {
                    break;
                }
                name.append(c);
                at++;
            }
            if (!name.isEmpty()) {
                steps.add(name.toString().equals("*") ? new Each() : new Field(name.toString()));
            }
        }

        private Step bracket() {
            if (text.startsWith("?(", at)) {
                at += 2;
                Step filter = filter();
                expect(')');
                expect(']');
                return filter;
            }
            if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
                Step field = new Field(quoted());
                expect(']');
                return field;
            }
            int end = text.indexOf(']', at);
            if (end < 0) {
                throw new IllegalArgumentException("unterminated array");
            }
            String inside = text.substring(at, end).strip();
            at = end + 1;
            if (inside.equals("*") || inside.isEmpty()) {
                return new Each();
            }
            try {
                if (inside.indexOf(':') < 0) {
                    return new Index(Integer.parseInt(inside));
                }
                String[] parts = inside.split(":", -1);
                int by = parts.length > 2 && !parts[2].isEmpty() ? Integer.parseInt(parts[2]) : 1;
                return new Slice(number(parts[0]), number(parts[1]), Math.max(1, by));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("invalid array index " + inside, e);
            }
        }

        private static @Nullable Integer number(String text) {
            return text.isEmpty() ? null : Integer.valueOf(text);
        }

        private Step filter() {
            blanks();
            expect('@');
            List<Step> left = steps(true);
            blanks();
            String operator = "";
            for (String each : List.of("==", "!=", "<=", ">=", "<", ">")) {
                if (text.startsWith(each, at)) {
                    operator = each;
                    at += each.length();
                    break;
                }
            }
            blanks();
            if (operator.isEmpty()) {
                return new Where(left, "", null);
            }
            Object right;
            if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
                right = quoted();
            } else {
                int end = text.indexOf(')', at);
                if (end < 0) {
                    throw new IllegalArgumentException("unterminated filter");
                }
                right = literal(text.substring(at, end).strip());
                at = end;
            }
            blanks();
            return new Where(left, operator, right);
        }

        private static Object literal(String text) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("unrecognized literal " + text, e);
            }
        }

        private String quoted() {
            char quote = text.charAt(at++);
            StringBuilder result = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                result.append(text.charAt(at++));
            }
            expect(quote);
            return result.toString();
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private void expect(char c) {
            if (at >= text.length() || text.charAt(at) != c) {
                throw new IllegalArgumentException("expected " + c + " at position " + at + " of " + text);
            }
            at++;
        }
    }
}
