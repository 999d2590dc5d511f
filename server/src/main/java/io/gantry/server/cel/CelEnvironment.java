package io.gantry.server.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
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

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(MAX_EXPRESSION_LENGTH)
            .build();

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
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            boolean old = tree.getReferenceMap().values().stream()
                    .anyMatch(reference -> reference.name().equals("oldSelf"));
            CelAbstractSyntaxTree known = patches ? PatchTypes.withMaps(tree) : tree;
            return new Checked(new Expression(RUNTIME.createProgram(known), tree.getResultType(), old), tree);
        } catch (CelValidationException | CelEvaluationException e) {
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
     * @param type of its value
     * @param usesOldSelf whether it looks at the variable {@code oldSelf}
     */
    public record Expression(CelRuntime.Program program, CelType type, boolean usesOldSelf) {
        private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map");

        public Object evaluate(Map<String, ?> variables, CostBudget budget) throws EvaluationException {
            return within(listener -> program.trace(variables, listener), budget);
        }

        public Object evaluate(Variables variables, CostBudget budget) throws EvaluationException {
            CelVariableResolver resolver = name -> Optional.ofNullable(variables.find(name));
            return within(listener -> program.trace(resolver, listener), budget);
        }

        private interface Run {
            Object apply(CelEvaluationListener listener) throws CelEvaluationException;
        }

        private static Object within(Run run, CostBudget budget) throws EvaluationException {
            long outer = budget.begin();
            try {
                return run.apply((step, result) -> budget.spend(result));
            } catch (CostBudget.Exceeded e) {
                throw new EvaluationException(String.valueOf(e.getMessage()), e);
            } catch (CelEvaluationException e) {
                throw new EvaluationException(text(e), e);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new EvaluationException(String.valueOf(e.getMessage()), e);
            } finally {
                budget.end(outer);
            }
        }

        /** The cause alone, as Kubernetes shows it: without the place in the expression. */
        private static String text(CelEvaluationException e) {
            String message = String.valueOf(e.getMessage());
            int place = message.startsWith("evaluation error at ") ? message.indexOf(": ") : -1;
            String plain = place < 0 ? message : message.substring(place + 2);
            if (e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null) {
                return own.getMessage(); // one of our functions says what is wrong
            }
            Matcher missing = MISSING_KEY.matcher(plain);
            return switch (e.getErrorCode()) {
                case ATTRIBUTE_NOT_FOUND -> "no such key: " + (missing.find() ? missing.group(1) : plain);
                case OVERLOAD_NOT_FOUND -> "no such overload";
                case DIVIDE_BY_ZERO -> "division by zero";
                default -> plain;
            };
        }
    }
}
