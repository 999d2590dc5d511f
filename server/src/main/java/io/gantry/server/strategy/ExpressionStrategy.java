package io.gantry.server.strategy;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.validation.FieldError;
import io.gantry.server.registry.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of a kind whose objects hold expressions, which must compile. */
class ExpressionStrategy<T extends KubeObject> extends Strategy<T> {
    /** What is wrong with the expressions of an object; {@code old} is null for a new one. */
    interface Check<T> {
        List<FieldError> check(T next, @Nullable T old);
    }

    private final Check<T> check;

    ExpressionStrategy(Kind<T> kind, Check<T> check) {
        super(kind);
        this.check = check;
    }

    @Override
    public List<FieldError> check(T next, @Nullable T old) {
        return check.check(next, old);
    }
}
