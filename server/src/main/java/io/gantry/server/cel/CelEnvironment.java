package io.gantry.server.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The language as Kubernetes has it: standard functions, strings, sets, optional values, comprehensions over two variables,
 * and the functions of {@link KubernetesLibrary}. Made when the first expression is compiled. Thread-safe.
 */
public final class CelEnvironment {
    /** Of one evaluation: what {@link CostBudget} would stop anyway, since an iteration takes some steps. */
    private static final int MAX_ITERATIONS = 1_000_000;

    private static final int MAX_EXPRESSION_LENGTH = 100_000;

    @SuppressWarnings(
            "deprecation") // Kubernetes still tells mixed lists while it checks types, with whatever else is wrong
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableQuotedIdentifierSyntax(false)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(MAX_EXPRESSION_LENGTH)
            .build();

    /** {@code exists_one} under its newer name. */
    private static final CelMacro EXISTS_ONE = CelMacro.newReceiverMacro(
            "existsOne", 2, CelStandardMacro.EXISTS_ONE.getDefinition().getExpander());

    private static final KubernetesLibrary LIBRARY = new KubernetesLibrary();
    private static final AuthorizerLibrary AUTHORIZER = new AuthorizerLibrary();
    private static final PatchLibrary PATCHES = new PatchLibrary();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(
                    CelExtensions.strings(),
                    CelExtensions.optional(),
                    CelExtensions.sets(OPTIONS),
                    CelExtensions.comprehensions(),
                    LIBRARY,
                    AUTHORIZER,
                    PATCHES)
            .build();

    private final CelCompiler compiler;
    private final boolean patches;

    private CelEnvironment(CelCompiler compiler, boolean patches) {
        this.compiler = compiler;
        this.patches = patches;
    }

    /** An expression that does not compile; the message is the compiler's, with the place underlined. */
    public static final class CompileException extends Exception {
        private static final long serialVersionUID = 1;

        CompileException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An evaluation that came to no value. */
    public static final class EvaluationException extends Exception {
        private static final long serialVersionUID = 1;

        /** Whether it was stopped because it cost too much. */
        public boolean tooCostly() {
            for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof CostBudget.Exceeded) {
                    return true;
                }
            }
            return false;
        }

        EvaluationException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The language with variables.
     *
     * @param types the named types that the variables' types refer to
     */
    public static CelEnvironment with(Map<String, CelType> variables, Map<String, CelType> types) {
        return new CelEnvironment(compiler(variables, types, null).build(), false);
    }

    /** The same for expressions that make patches. */
    static CelEnvironment withPatches(
            Map<String, CelType> variables, Map<String, CelType> types, PatchTypes patchTypes) {
        return new CelEnvironment(
                compiler(variables, types, patchTypes).addLibraries(PATCHES).build(), true);
    }

    /** The same with names that an expression gives to its parts: {@code cel.bind}. */
    static CelEnvironment withBindings(Map<String, CelType> variables, Map<String, CelType> types) {
        return new CelEnvironment(
                compiler(variables, types, null)
                        .addLibraries(CelExtensions.bindings())
                        .build(),
                false);
    }

    private static CelCompilerBuilder compiler(
            Map<String, CelType> variables, Map<String, CelType> types, @Nullable PatchTypes patchTypes) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addMacros(EXISTS_ONE)
                .setTypeProvider(new Named(ImmutableMap.copyOf(types), patchTypes))
                .addLibraries(
                        CelExtensions.strings(),
                        CelExtensions.optional(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.comprehensions(),
                        LIBRARY,
                        AUTHORIZER);
        variables.forEach(builder::addVar);
        return builder;
    }

    @SuppressWarnings("Immutable") // a set of words is all that patch types hold
    private record Named(
            ImmutableMap<String, CelType> all, @Nullable PatchTypes patchTypes) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(all.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            CelType type = all.get(name);
            return type != null || patchTypes == null ? Optional.ofNullable(type) : patchTypes.find(name);
        }
    }

    /** @throws CompileException when it is no expression, or not of one of the kinds that are expected */
    public Expression compile(String text, List<CelKind> expected, String otherwise) throws CompileException {
        Expression expression = compile(text);
        CelKind kind = expression.type().kind();
        if (!expected.contains(kind) && kind != CelKind.DYN) {
            throw new CompileException(otherwise, new IllegalArgumentException(kind.toString()));
        }
        return expression;
    }

    /**
     * The most that an expression can cost.
     *
     * @param variables what is known of their values
     * @throws CompileException when it is no expression
     */
    long cost(String text, Map<String, Place> variables) throws CompileException {
        return StaticCost.of(check(text).tree(), variables);
    }

    /** @throws CompileException when it is no expression */
    Expression compile(String text) throws CompileException {
        return check(text).expression();
    }

    /** An expression, and the tree of it for who looks at what it names. */
    record Checked(Expression expression, CelAbstractSyntaxTree tree) {}

    /** @throws CompileException when it is no expression */
    Checked check(String text) throws CompileException {
        int length = text.codePointCount(0, text.length());
        if (length > MAX_EXPRESSION_LENGTH) {
            String message = "ERROR: <input>:-1:0: expression code point size exceeds limit: size: " + length
                    + ", limit " + MAX_EXPRESSION_LENGTH;
            throw new CompileException(message, new IllegalArgumentException(message));
        }
        CelValidationResult parsed = compiler.parse(text);
        CelAbstractSyntaxTree plain = null;
        try {
            plain = parsed.getAst();
            CelAbstractSyntaxTree tree = compiler.check(plain).getAst();
            List<CelIssue> literals = LiteralChecks.of(tree, RUNTIME);
            if (!literals.isEmpty()) {
                throw new CelValidationException(tree.getSource(), literals);
            }
            boolean old = tree.getReferenceMap().values().stream()
                    .anyMatch(reference -> reference.name().equals("oldSelf"));
            CelAbstractSyntaxTree known = patches ? PatchTypes.withMaps(tree) : tree;
            return new Checked(new Expression(RUNTIME.createProgram(known), tree, old), tree);
        } catch (CelValidationException e) {
            throw new CompileException(CompileErrors.text(e.getSource(), e.getErrors(), plain), e);
        } catch (CelEvaluationException e) {
            throw new CompileException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The values of variables. They are asked for when an expression looks at them, and only then. */
    @FunctionalInterface
    public interface Variables {
        /** A value of the language; null for a name without one. */
        @Nullable
        Object find(String name);
    }

    /**
     * A compiled expression. Immutable and thread-safe.
     *
     * @param tree what it consists of
     * @param usesOldSelf whether it looks at the variable {@code oldSelf}
     */
    public record Expression(CelRuntime.Program program, CelAbstractSyntaxTree tree, boolean usesOldSelf) {
        /** Of its value. */
        public CelType type() {
            return tree.getResultType();
        }

        public Object evaluate(Map<String, ?> variables, CostBudget budget) throws EvaluationException {
            return within(listener -> program.trace(variables, listener), budget);
        }

        public Object evaluate(Variables variables, CostBudget budget) throws EvaluationException {
            CelVariableResolver resolver = name -> Optional.ofNullable(variables.find(name));
            return within(listener -> program.trace(resolver, listener), budget);
        }

        /** What each part came to when it was evaluated last, by its id: evaluates once more. */
        private static Map<Long, Object> values(Run run) {
            Map<Long, Object> values = new HashMap<>();
            try {
                run.apply((step, result) -> values.put(step.id(), result));
            } catch (CelEvaluationException again) {
                return values; // as it did before
            }
            return values;
        }

        private interface Run {
            Object apply(CelEvaluationListener listener) throws CelEvaluationException;
        }

        private Object within(Run run, CostBudget budget) throws EvaluationException {
            long outer = budget.begin();
            Object[] last = new Object[1];
            try {
                return run.apply((step, result) -> {
                    last[0] = result;
                    budget.spend(result);
                });
            } catch (CostBudget.Exceeded e) {
                throw new EvaluationException(String.valueOf(e.getMessage()), e);
            } catch (CelEvaluationException e) {
                throw new EvaluationException(RunErrors.text(e, tree, last[0], () -> values(run)), e);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new EvaluationException(String.valueOf(e.getMessage()), e);
            } finally {
                budget.end(outer);
            }
        }
    }
}
