package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least that the field, or each of its elements, may be ({@code +k8s:minimum}). */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Minimum {
    long value();

    /** What the error says, where it is not what Kubernetes says of most fields. */
    String message() default "";
}
