package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of the table in which {@code kubectl get} shows objects of a kind; the order of the annotations is that of the
 * columns. Exactly one of {@link #path()} and {@link #cells()} is given. See {@link TableColumn}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Repeatable(Columns.class)
public @interface Column {
    String name();

    /** The field that is shown, such as {@code spec.replicas}; steps go through lists, too, whose values are joined. */
    String path() default "";

    /** What is shown when the field is absent. */
    String otherwise() default "";

    /** The function that works out the cells of all columns of the kind that name it, in their order. */
    String cells() default "";

    /** {@code string}, {@code integer} or {@code boolean}. */
    String type() default "string";

    String format() default "";

    /** Shown with {@code -o wide} only. */
    boolean wide() default false;

    /** The sentence that explains the column, where the one for its name does not. */
    String description() default "";
}
