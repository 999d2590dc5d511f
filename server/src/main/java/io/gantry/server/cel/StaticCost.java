package io.gantry.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most that an expression over values from known places can cost, in the units of {@code cel-go/checker/cost.go} with the
 * prices of {@code k8s.io/apiserver/pkg/cel/library/cost.go}. Estimates saturate. For one expression.
 */
final class StaticCost {
    private static final long INFINITE = Long.MAX_VALUE;
    private static final double TRAVERSAL = 0.1;
    private static final double REGEX = 0.25;

    /** Characters that a number, a time or a quantity has at most. */
    private static final long SCALAR_TEXT = 64;

    /** How large a value is. */
    private record Size(long min, long max) {
        static final Size UNKNOWN = new Size(0, INFINITE);

        static Size of(long size) {
            return new Size(size, size);
        }

        Size plus(Size other) {
            return new Size(add(min, other.min), add(max, other.max));
        }

        Size or(Size other) {
            return new Size(Math.min(min, other.min), Math.max(max, other.max));
        }
    }

    /**
     * What is known of a value.
     *
     * @param place where it comes from; null when it is computed
     * @param element of the elements of a computed list or map, if known
     */
    private record Known(
            @Nullable Place place,
            @Nullable Size size,
            @Nullable Size element) {
        static final Known NOTHING = new Known(null, null, null);

        static Known computed(Size size) {
            return new Known(null, size, null);
        }

        static Known at(@Nullable Place place) {
            return new Known(place, null, null);
        }
    }

    private final CelAbstractSyntaxTree tree;
    private final Map<Long, Known> known = new HashMap<>();
    private final Map<String, List<Known>> variables = new HashMap<>();

    private StaticCost(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** @param variables what is known of their values */
    static long of(CelAbstractSyntaxTree tree, Map<String, Place> variables) {
        StaticCost cost = new StaticCost(tree);
        variables.forEach((name, place) -> cost.push(name, Known.at(place)));
        return cost.cost(tree.getExpr());
    }

    static long add(long a, long b) {
        return a > INFINITE - b ? INFINITE : a + b;
    }

    static long times(long a, long b) {
        return b != 0 && a > INFINITE / b ? INFINITE : a * b;
    }

    private static long scaled(long size, double factor) {
        double cost = Math.ceil(size * factor);
        return cost >= INFINITE ? INFINITE : (long) cost;
    }

    private long cost(CelExpr e) {
        return switch (e.getKind()) {
            case IDENT -> {
                known.put(e.id(), variable(e.ident().name()));
                yield 1;
            }
            case SELECT -> select(e);
            case CALL -> call(e);
            case LIST -> {
                long sum = 10;
                Size element = null;
                for (CelExpr each : e.list().elements()) {
                    sum = add(sum, cost(each));
                    element = element == null ? size(each) : element.or(size(each));
                }
                known.put(
                        e.id(),
                        new Known(null, Size.of(e.list().elements().size()), element == null ? Size.of(0) : element));
                yield sum;
            }
            case MAP -> {
                long sum = 30;
                for (CelMap.Entry entry : e.map().entries()) {
                    sum = add(sum, add(cost(entry.key()), cost(entry.value())));
                }
                known.put(e.id(), Known.computed(Size.of(e.map().entries().size())));
                yield sum;
            }
            case STRUCT -> {
                long sum = 40;
                for (var entry : e.struct().entries()) {
                    sum = add(sum, cost(entry.value()));
                }
                yield sum;
            }
            case COMPREHENSION -> comprehension(e);
            default -> 0; // constants
        };
    }

    private Known variable(String name) {
        List<Known> stack = variables.get(name);
        return stack == null || stack.isEmpty() ? Known.NOTHING : stack.getLast();
    }

    private void push(String name, Known value) {
        variables.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    private void pop(String name) {
        List<Known> stack = variables.get(name);
        if (stack != null) {
            stack.removeLast();
        }
    }

    private Known knownOf(CelExpr e) {
        return known.getOrDefault(e.id(), Known.NOTHING);
    }

    private CelKind kind(CelExpr e) {
        return tree.getType(e.id()).map(CelType::kind).orElse(CelKind.DYN);
    }

    private Size size(CelExpr e) {
        Known value = knownOf(e);
        if (value.size() != null) {
            return value.size();
        }
        if (e.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return Size.of(constant(e.constant()));
        }
        if (value.place() != null) {
            return new Size(0, value.place().most());
        }
        return switch (kind(e)) {
            case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, TYPE, UINT -> Size.of(1);
            default -> Size.UNKNOWN;
        };
    }

    private static long constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE ->
                constant.stringValue().codePointCount(0, constant.stringValue().length());
            case BYTES_VALUE -> constant.bytesValue().size();
            default -> 1;
        };
    }

    private long select(CelExpr e) {
        CelExpr operand = e.select().operand();
        long sum = cost(operand);
        if (e.select().testOnly()) {
            return sum;
        }
        Known from = knownOf(operand);
        Place place = from.place();
        if (place != null) {
            known.put(e.id(), Known.at(place.field(e.select().field())));
        }
        return switch (kind(operand)) {
            case MAP, STRUCT, TYPE_PARAM -> add(sum, 1);
            default -> sum;
        };
    }

    private long comprehension(CelExpr e) {
        CelComprehension c = e.comprehension();
        long sum = add(cost(c.iterRange()), cost(c.accuInit()));
        push(c.accuVar(), knownOf(c.accuInit()));
        Known range = knownOf(c.iterRange());
        boolean list = kind(c.iterRange()) == CelKind.LIST;
        Known element = element(range);
        Place place = range.place();
        Known key = Known.computed(list ? Size.of(1) : place != null ? new Size(0, place.keys()) : Size.UNKNOWN);
        boolean two = !c.iterVar2().isEmpty();
        push(c.iterVar(), two || !list ? key : element);
        if (two) {
            push(c.iterVar2(), element);
        }
        long each = add(cost(c.loopCondition()), cost(c.loopStep()));
        pop(c.iterVar());
        if (two) {
            pop(c.iterVar2());
        }
        sum = add(sum, cost(c.result()));
        pop(c.accuVar());
        Size count = size(c.iterRange());
        switch (c.accuInit().getKind()) {
            case CONSTANT -> known.put(e.id(), Known.computed(size(c.accuInit())));
            case LIST, MAP ->
                known.put(e.id(), new Known(null, count, knownOf(c.loopStep()).element()));
            default -> {}
        }
        return add(sum, times(count.max(), each));
    }

    private static Known element(Known container) {
        if (container.element() != null) {
            return Known.computed(container.element());
        }
        Place place = container.place();
        return Known.at(place == null ? null : place.element());
    }

    private long call(CelExpr e) {
        CelCall call = e.call();
        List<CelExpr> args = call.args();
        List<Long> costs = new ArrayList<>();
        for (CelExpr arg : args) {
            costs.add(cost(arg));
        }
        CelExpr target = call.target().orElse(null);
        long sum = target == null ? 0 : cost(target);
        for (long each : costs) {
            sum = add(sum, each);
        }
        return switch (call.function()) {
            case "dyn" -> {
                known.put(e.id(), knownOf(args.getFirst()));
                yield add(sum, 1);
            }
            case "_||_", "_&&_" -> sum;
            case "_?_:_" -> {
                known.put(e.id(), joined(size(args.get(1)).or(size(args.get(2))), args.get(1), args.get(2)));
                yield add(costs.getFirst(), Math.max(costs.get(1), costs.get(2)));
            }
            case "_[_]" -> {
                Known from = knownOf(args.getFirst());
                known.put(e.id(), element(from));
                yield add(sum, 1);
            }
            case "@in" ->
                add(sum, kind(args.get(1)) == CelKind.LIST ? size(args.get(1)).max() : 1);
            case "_+_" -> add(sum, plus(e, args));
            case "_==_", "_!=_" -> add(sum, compared(args));
            case "_<_", "_<=_", "_>_", "_>=_" -> add(sum, sized(args) ? compared(args) : 1);
            default -> add(sum, function(e, call.function(), target, args));
        };
    }

    /** Whether operands may be texts or bytes, which are compared part by part. */
    private boolean sized(List<CelExpr> args) {
        return args.stream().allMatch(arg -> switch (kind(arg)) {
            case STRING, BYTES, DYN, ANY -> true;
            default -> false;
        });
    }

    private long compared(List<CelExpr> args) {
        return scaled(Math.min(size(args.get(0)).max(), size(args.get(1)).max()), TRAVERSAL);
    }

    private long plus(CelExpr e, List<CelExpr> args) {
        CelKind kind = kind(args.getFirst());
        boolean list = kind == CelKind.LIST;
        if (!list && !sized(args)) {
            return 1;
        }
        Size both = size(args.get(0)).plus(size(args.get(1)));
        known.put(e.id(), joined(both, args.get(0), args.get(1)));
        return list ? 1 : scaled(both.max(), TRAVERSAL);
    }

    /** What has elements of one value, of another, or of both. */
    private Known joined(Size size, CelExpr one, CelExpr other) {
        Size left = knownOf(one).element();
        Size right = knownOf(other).element();
        return new Known(null, size, left == null || right == null ? null : left.or(right));
    }

    private long function(CelExpr e, String name, @Nullable CelExpr target, List<CelExpr> args) {
        return switch (name) {
            case "check" -> 350_000;
            case "startsWith", "endsWith" -> scaled(size(args.getFirst()).max(), TRAVERSAL);
            case "matches", "find", "findAll" -> {
                if (target == null) {
                    yield 1;
                }
                long text = scaled(add(size(target).max(), 1), TRAVERSAL);
                if (!name.equals("matches")) {
                    known.put(e.id(), Known.computed(new Size(0, size(target).max())));
                }
                yield times(text, scaled(size(args.getFirst()).max(), REGEX));
            }
            case "contains" ->
                target == null
                        ? 1
                        : times(
                                scaled(size(target).max(), TRAVERSAL),
                                scaled(size(args.getFirst()).max(), TRAVERSAL));
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> target == null ? 1 : list(target);
            case "url" -> scaled(size(args.getFirst()).max(), TRAVERSAL);
            case "lowerAscii", "upperAscii", "substring", "trim" -> {
                Size size = target == null ? Size.UNKNOWN : size(target);
                known.put(e.id(), Known.computed(size));
                yield scaled(size.max(), TRAVERSAL);
            }
            case "replace" -> replace(e, target, args);
            case "split" -> {
                Size size = target == null ? Size.UNKNOWN : size(target);
                known.put(e.id(), Known.computed(new Size(0, size.max())));
                yield scaled(size.max(), 2 * TRAVERSAL);
            }
            case "join" -> join(e, target, args);
            case "string" -> {
                known.put(e.id(), Known.computed(text(args.getFirst())));
                yield 1;
            }
            case "sets.contains", "sets.intersects" -> sets(args, 1);
            case "sets.equivalent" -> sets(args, 2);
            default -> 1;
        };
    }

    /** What a value becomes as a text. */
    private Size text(CelExpr value) {
        return switch (kind(value)) {
            case STRING, BYTES, DYN, ANY -> size(value);
            default -> new Size(1, SCALAR_TEXT);
        };
    }

    private long sets(List<CelExpr> args, int passes) {
        long product = times(size(args.get(0)).max(), size(args.get(1)).max());
        return add(times(product, passes), 1);
    }

    private long list(CelExpr target) {
        if (!(tree.getType(target.id()).orElse(null) instanceof ListType type)) {
            return scaled(size(target).max(), TRAVERSAL);
        }
        CelKind element = type.elemType().kind();
        long each = element == CelKind.STRING || element == CelKind.BYTES
                ? add(1, scaled(elementSize(target).max(), TRAVERSAL))
                : 1;
        return times(size(target).max(), each);
    }

    private Size elementSize(CelExpr list) {
        Known element = element(knownOf(list));
        if (element.size() != null) {
            return element.size();
        }
        return element.place() == null
                ? Size.UNKNOWN
                : new Size(0, element.place().most());
    }

    private long replace(CelExpr e, @Nullable CelExpr target, List<CelExpr> args) {
        if (target == null || args.size() < 2) {
            return 1;
        }
        Size size = size(target);
        Size old = size(args.get(0));
        Size next = size(args.get(1));
        long max;
        if (old.min() == 0) {
            max = add(times(add(size.max(), 1), next.max()), size.max());
        } else if (next.max() <= old.min()) {
            max = size.max();
        } else {
            max = times(scaled(size.max(), 1.0 / old.min()), next.max());
        }
        known.put(e.id(), Known.computed(new Size(0, max)));
        return scaled(size.max(), 2 * TRAVERSAL);
    }

    private long join(CelExpr e, @Nullable CelExpr target, List<CelExpr> args) {
        if (target == null) {
            return 1;
        }
        long count = size(target).max();
        long max = times(count, elementSize(target).max());
        if (!args.isEmpty() && count > 0) {
            max = add(max, times(count - 1, size(args.getFirst()).max()));
        }
        known.put(e.id(), Known.computed(new Size(0, max)));
        return scaled(max, TRAVERSAL);
    }
}
