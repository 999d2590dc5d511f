package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.Variable;
import io.gantry.server.cel.AdmissionCompiler;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy's own variables, compiled. Immutable and thread-safe. */
final class Composition {
    private final Map<String, Program> programs;

    private Composition(Map<String, Program> programs) {
        this.programs = programs;
    }

    /** Compiles them in order, since each may use those before it; the compiler knows all of them afterwards. */
    static Composition compile(List<Variable> variables, AdmissionCompiler compiler) {
        Map<String, Program> programs = new LinkedHashMap<>();
        for (Variable variable : variables) {
            programs.put(
                    variable.name(),
                    Program.of(variable.expression(), text -> compiler.variable(variable.name(), text)));
        }
        return new Composition(programs);
    }

    /** The value of {@code variables}: a map whose values are worked out when they are looked at, once. */
    Object values(Variables others, CostBudget budget) {
        return new Values(others, budget);
    }

    /** For one thread. */
    private final class Values extends AbstractMap<String, Object> {
        private final Variables others;
        private final CostBudget budget;
        private final Map<String, Object> known = new HashMap<>();

        Values(Variables others, CostBudget budget) {
            this.others = others;
            this.budget = budget;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return programs.containsKey(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            Program program = programs.get(key);
            if (program == null || !(key instanceof String name)) {
                return null;
            }
            Object value = known.get(name);
            if (value == null) {
                value = evaluate(name, program);
                known.put(name, value);
            }
            return value;
        }

        /** The language knows failures as exceptions, and takes them for the value of what asked. */
        private Object evaluate(String name, Program program) {
            try {
                return program.variable(others, budget);
            } catch (Program.Failure e) {
                throw new IllegalArgumentException("composited variable \"" + name + "\" " + e.getMessage(), e);
            }
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> all = new LinkedHashMap<>();
            programs.keySet().forEach(name -> all.put(name, get(name)));
            return all.entrySet();
        }
    }
}
