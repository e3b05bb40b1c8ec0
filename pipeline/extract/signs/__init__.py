"""What the lines of a text show, whatever its layout: signs that several readers go by."""
