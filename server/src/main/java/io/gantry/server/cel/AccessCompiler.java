package io.gantry.server.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.Expression;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles the expressions of structured authentication, which see a token's {@code claims} or the {@code user} that was made
 * of them, and of structured authorization, which see the {@code request} of a SubjectAccessReview. The messages of failures
 * are Kubernetes'. Thread-safe; nothing of it is made before the first expression.
 */
public final class AccessCompiler {
    private AccessCompiler() {}

    private static final class Claims {
        static final CelEnvironment ENVIRONMENT =
                CelEnvironment.with(Map.of("claims", MapType.create(SimpleType.STRING, SimpleType.DYN)), Map.of());
    }

    private static final class User {
        static final CelEnvironment ENVIRONMENT =
                CelEnvironment.with(Map.of("user", AdmissionTypes.USER), AdmissionTypes.all());
    }

    private static final class Request {
        static final CelEnvironment ENVIRONMENT =
                CelEnvironment.with(Map.of("request", ReviewTypes.SPEC), ReviewTypes.all());
    }

    /**
     * An expression over claims.
     *
     * @param claims those that it selects by name
     */
    public record OfClaims(Expression expression, Set<String> claims) {
        public OfClaims {
            claims = Set.copyOf(claims);
        }
    }

    /** An expression of any type: what claims hold is known only when they are there. */
    public static OfClaims claims(String text) throws CompileException {
        CelEnvironment.Checked checked = check(Claims.ENVIRONMENT, text);
        return new OfClaims(checked.expression(), selected(checked.tree()));
    }

    /** An expression over claims that says yes or no. */
    public static OfClaims claimsCondition(String text) throws CompileException {
        OfClaims expression = claims(text);
        needBool(expression.expression(), "must evaluate to bool");
        return expression;
    }

    /** An expression over the user that says yes or no. */
    public static Expression userCondition(String text) throws CompileException {
        Expression expression = check(User.ENVIRONMENT, text).expression();
        needBool(expression, "must evaluate to bool");
        return expression;
    }

    /** An expression over the request that says yes or no. */
    public static Expression requestCondition(String text) throws CompileException {
        Expression expression = check(Request.ENVIRONMENT, text).expression();
        needBool(expression, "must evaluate to bool but got " + TypeNames.of(expression.type()));
        return expression;
    }

    private static void needBool(Expression expression, String otherwise) throws CompileException {
        CelType type = expression.type();
        if (!type.equals(SimpleType.BOOL)) {
            throw new CompileException(otherwise, new IllegalArgumentException(type.name()));
        }
    }

    private static CelEnvironment.Checked check(CelEnvironment environment, String text) throws CompileException {
        try {
            return environment.check(text);
        } catch (CompileException e) {
            throw new CompileException("compilation failed: " + e.getMessage(), e);
        }
    }

    /** The names after {@code claims.} and {@code claims.?}. */
    private static Set<String> selected(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> name(node.expr()))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(CelExpr node) {
        return switch (node.getKind()) {
            case SELECT -> ofClaims(node.select().operand()) ? node.select().field() : "";
            case CALL -> {
                CelExpr.CelCall call = node.call();
                yield call.function().equals("_?._")
                                && call.args().size() == 2
                                && ofClaims(call.args().getFirst())
                        ? call.args().getLast().constant().stringValue()
                        : "";
            }
            default -> "";
        };
    }

    private static boolean ofClaims(CelExpr operand) {
        return operand.getKind() == CelExpr.ExprKind.Kind.IDENT
                && operand.ident().name().equals("claims");
    }
}
