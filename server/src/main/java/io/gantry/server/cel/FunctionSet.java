package io.gantry.server.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions in the making: what the checker must know of each, and what runs. Not thread-safe. */
final class FunctionSet {
    /** A parameter's type, and the class of its values. */
    record Parameter(CelType type, Class<?> javaClass) {}

    /** What a function does; a failure is thrown as an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Body {
        Object apply(Object[] arguments);
    }

    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    /** {@code name(parameters)}. */
    void global(String name, CelType result, Body body, Parameter... parameters) {
        String id = id(name, parameters);
        overloads
                .computeIfAbsent(name, absent -> new ArrayList<>())
                .add(CelOverloadDecl.newGlobalOverload(id, result, types(parameters)));
        bind(id, body, parameters);
    }

    /** {@code first.name(others)}. */
    void member(String name, CelType result, Body body, Parameter... parameters) {
        String id = id(name, parameters);
        overloads
                .computeIfAbsent(name, absent -> new ArrayList<>())
                .add(CelOverloadDecl.newMemberOverload(id, result, types(parameters)));
        bind(id, body, parameters);
    }

    private static String id(String name, Parameter... parameters) {
        StringBuilder id = new StringBuilder("kubernetes_").append(name.replace('.', '_'));
        for (Parameter parameter : parameters) {
            id.append('_').append(parameter.javaClass().getSimpleName());
        }
        return id.toString();
    }

    private static List<CelType> types(Parameter... parameters) {
        return Arrays.stream(parameters).map(Parameter::type).toList();
    }

    @SuppressWarnings("Immutable") // bodies have nothing but constants around them
    private void bind(String id, Body body, Parameter... parameters) {
        List<Class<?>> classes = new ArrayList<>();
        for (Parameter parameter : parameters) {
            classes.add(parameter.javaClass());
        }
        bindings.add(CelFunctionBinding.from(id, classes, body::apply));
    }

    List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> declarations = new ArrayList<>();
        overloads.forEach((name, list) -> declarations.add(CelFunctionDecl.newFunctionDeclaration(name, list)));
        return declarations;
    }

    List<CelFunctionBinding> bindings() {
        return List.copyOf(bindings);
    }
}
