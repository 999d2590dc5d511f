package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many elements a list may have ({@code +k8s:maxItems}). */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface MaxItems {
    int value();

    /** What the error says, where Kubernetes calls a list, of texts or numbers, invalid instead of too many. */
    String message() default "";

    /** The elements of a list that is too long are not looked at. */
    boolean alone() default false;
}
