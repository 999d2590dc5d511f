package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field must be given ({@code +k8s:required}): a value that is absent, or empty or 0 where Kubernetes does not tell that
 * from absent, is refused, and nothing else is asked of it then. {@link Field#required()} says what OpenAPI publishes, and
 * that is not always refused.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Required {
    /** What the error says of it. */
    String value() default "";

    /** A text of nothing but white space is none. */
    boolean blank() default false;
}
