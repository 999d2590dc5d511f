package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The most that the field, or each of its elements, may be ({@code +k8s:maximum}). */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface Maximum {
    long value();

    /** What the error says, where it is not what Kubernetes says of most fields. */
    String message() default "";
}
