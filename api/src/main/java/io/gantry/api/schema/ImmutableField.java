package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An update may not change the field ({@code +k8s:immutable}). Holds for the fields of a kind and of its spec, nowhere below:
 * the same record may be part of another kind, whose objects change as a whole.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface ImmutableField {
    /** What the error says, where it is not {@code field is immutable}. */
    String value() default "";

    /** The change is forbidden; the error does not show the value. */
    boolean forbidden() default false;
}
