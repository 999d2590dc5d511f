package io.gantry.server.cel;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes checks once types fit: durations, points in time, patterns and texts to format can be read, the elements of a
 * list or map are of one type, and what adds or orders the elements of a list can do so. Most of these are {@code
 * cel.ASTValidators} of cel-go. For one expression.
 */
final class LiteralChecks {
    private static final Set<CelKind> SUMMED = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DURATION);
    private static final Set<CelKind> ORDERED = EnumSet.of(
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.DURATION,
            CelKind.TIMESTAMP,
            CelKind.STRING,
            CelKind.BYTES);

    private final CelAbstractSyntaxTree tree;
    private final CelRuntime runtime;
    private final List<CelIssue> issues = new ArrayList<>();

    private LiteralChecks(CelAbstractSyntaxTree tree, CelRuntime runtime) {
        this.tree = tree;
        this.runtime = runtime;
    }

    /** @param runtime what evaluates the literals */
    static List<CelIssue> of(CelAbstractSyntaxTree tree, CelRuntime runtime) {
        LiteralChecks checks = new LiteralChecks(tree, runtime);
        ImmutableList<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().collect(ImmutableList.toImmutableList());
        nodes.forEach(node -> {
            switch (node.getKind()) {
                case CALL -> checks.call(node.expr());
                case LIST -> checks.list(node);
                case MAP -> checks.map(node);
                default -> {}
            }
        });
        return checks.issues;
    }

    private void call(CelExpr call) {
        List<CelExpr> args = call.call().args();
        CelExpr target = call.call().target().orElse(null);
        if (call.call().function().equals("format")
                && target != null
                && target.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && args.getFirst().getKind() == CelExpr.ExprKind.Kind.LIST) {
            format(call, target.constant().stringValue(), args.getFirst().list().elements());
            return;
        }
        if (target != null && args.isEmpty() && type(target, false) instanceof ListType list) {
            elements(call, list);
        }
        if (args.isEmpty() || args.getFirst().getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return;
        }
        boolean right = switch (call.call().function()) {
            case "duration", "timestamp" -> evaluates(call);
            case "matches" -> compiles(args.getFirst().constant());
            default -> true;
        };
        if (!right) {
            report(args.getFirst(), "invalid " + call.call().function() + " argument");
        }
    }

    /** What only lists of some types have; here, since lists whose elements are of any type have it too. */
    private void elements(CelExpr call, ListType list) {
        Set<CelKind> allowed = switch (call.call().function()) {
            case "sum" -> SUMMED;
            case "isSorted", "min", "max" -> ORDERED;
            default -> Set.of();
        };
        CelKind kind = list.elemType().kind();
        if (!allowed.isEmpty() && kind != CelKind.DYN && kind != CelKind.TYPE_PARAM && !allowed.contains(kind)) {
            report(
                    call,
                    "found no matching overload for '" + call.call().function() + "' applied to '"
                            + TypeNames.ofChecker(list) + ".()'");
        }
    }

    private void format(CelExpr call, String text, List<CelExpr> arguments) {
        List<CelType> types =
                arguments.stream().map(argument -> type(argument, false)).toList();
        FormatCheck.of(text, types)
                .forEach(problem ->
                        report(problem.argument() < 0 ? call : arguments.get(problem.argument()), problem.text()));
    }

    private boolean evaluates(CelExpr call) {
        try {
            runtime.createProgram(CelAbstractSyntaxTree.newCheckedAst(
                            call, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()))
                    .eval();
            return true;
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    private static boolean compiles(CelConstant pattern) {
        try {
            if (pattern.getKind() == CelConstant.Kind.STRING_VALUE) {
                Pattern.compile(pattern.stringValue());
            }
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private void list(CelNavigableExpr node) {
        if (formatted(node)) {
            return;
        }
        List<CelExpr> elements = node.expr().list().elements();
        List<Integer> optional = node.expr().list().optionalIndices();
        CelType first = null;
        for (int i = 0; i < elements.size(); i++) {
            CelType type = type(elements.get(i), optional.contains(i));
            if (first == null) {
                first = type;
            } else if (!same(first, type)) {
                mismatch(elements.get(i), first, type);
                return;
            }
        }
    }

    private void map(CelNavigableExpr node) {
        if (formatted(node)) {
            return;
        }
        CelType firstKey = null;
        CelType firstValue = null;
        for (CelExpr.CelMap.Entry entry : node.expr().map().entries()) {
            CelType key = type(entry.key(), false);
            CelType value = type(entry.value(), entry.optionalEntry());
            if (firstKey == null || firstValue == null) {
                firstKey = key;
                firstValue = value;
                continue;
            }
            if (!same(firstKey, key)) {
                mismatch(entry.key(), firstKey, key);
            }
            if (!same(firstValue, value)) {
                mismatch(entry.value(), firstValue, value);
            }
        }
    }

    /** Whether it is among what {@code format} is given, which is of any type. */
    private static boolean formatted(CelNavigableExpr node) {
        CelNavigableExpr parent = node.parent().orElse(null);
        if (parent == null) {
            return false;
        }
        return switch (parent.getKind()) {
            case CALL -> parent.expr().call().function().equals("format");
            case LIST, MAP -> formatted(parent);
            default -> false;
        };
    }

    private CelType type(CelExpr e, boolean optional) {
        CelType type = tree.getType(e.id()).orElse(SimpleType.DYN);
        return optional && type instanceof OptionalType wrapped
                ? wrapped.parameters().getFirst()
                : type;
    }

    private static boolean same(CelType a, CelType b) {
        if (a.kind() != b.kind() || !a.name().equals(b.name())) {
            return false;
        }
        List<CelType> left = a.parameters();
        List<CelType> right = b.parameters();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return left.size() == right.size();
    }

    private void mismatch(CelExpr at, CelType expected, CelType found) {
        report(
                at,
                "expected type '" + TypeNames.ofChecker(expected) + "' but found '" + TypeNames.ofChecker(found) + "'");
    }

    private void report(CelExpr at, String message) {
        @Nullable Integer offset = tree.getSource().getPositionsMap().get(at.id());
        CelSourceLocation place = Optional.ofNullable(offset)
                .flatMap(tree.getSource()::getOffsetLocation)
                .orElse(CelSourceLocation.NONE);
        issues.add(CelIssue.formatError(place, message));
    }
}
