"""Maps whose cells are trainings of networks. torch is imported when one is trained."""
